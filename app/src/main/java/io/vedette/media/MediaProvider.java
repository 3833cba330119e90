package io.vedette.media;

import io.vedette.platform.ops.Health;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Carries the pictures and the sound of sessions. What it can't do at the moment fails with
 * {@link MediaProblem#MEDIA_UNAVAILABLE}; what was done already may be asked for again.
 */
public interface MediaProvider {
    /** As sessions and settings call it. */
    String name();

    /** Has room for a session, before it starts. */
    Mono<Void> open(UUID session);

    /** What lets this device send. */
    Mono<MediaAccess> publish(UUID session, Holder holder);

    /** What lets this device see. */
    Mono<MediaAccess> subscribe(UUID session, Holder holder);

    /** What lets this device see it in a player, for a few minutes. */
    Mono<PlaybackToken> play(UUID session, Holder holder);

    /** Everybody who sends or sees now, but for those that whoever runs the provider has put there. */
    default Flux<Guest> guests(UUID session) {
        return Flux.empty();
    }

    /** They are gone, for now at least. */
    default Mono<Void> showOut(Guest guest) {
        return Mono.empty();
    }

    /** For how long somebody who was shown out may come again with what they have; zero where nobody comes in. */
    default Duration returning() {
        return Duration.ZERO;
    }

    /** All of it ends, and nothing that was given for it opens anything again. */
    Mono<Void> close(UUID session);

    /** Whether it could do all that now. */
    Mono<Health> health();

    /** Where pages call it themselves. */
    default Set<String> origins() {
        return Set.of();
    }

    /** Whether a session whose room is gone is over; else the room is made again when somebody comes. */
    default boolean loses() {
        return false;
    }

    /** Those that it has room for, whether they still go on or not. */
    Mono<Set<UUID>> opened();
}
