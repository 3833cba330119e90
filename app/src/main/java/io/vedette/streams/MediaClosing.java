package io.vedette.streams;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.media.LostSessions;
import io.vedette.media.MediaProvider;
import io.vedette.platform.bus.Bus;
import io.vedette.platform.data.Lane;
import io.vedette.platform.ops.Rounds;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Ends at the provider what has ended here: at once when it is told, and whatever is left over, as the provider was away or a
 * node died, by looking through what it has open.
 */
@Component
final class MediaClosing extends Rounds {
    private static final Duration REST = Duration.ofSeconds(30);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);
    private static final int AT_ONCE = 8;

    /** What is younger may not have been asked about. */
    private static final Duration SETTLED = Duration.ofSeconds(10);

    private final MediaProvider media;
    private final LostSessions lost;
    private final StreamTable sessions;
    private final Counter failed;

    MediaClosing(MediaProvider media, LostSessions lost, StreamTable sessions, Bus bus, MeterRegistry meters) {
        super(AFTER_FAILURE);
        this.media = media;
        this.lost = lost;
        this.sessions = sessions;
        this.failed = meters.counter("vedette.media.closing.failed");
        bus.subscribe(StreamEnded.class, "media ended", ended -> tried(media.close(ended.sessionId())));
    }

    @Override
    protected Mono<Duration> round() {
        return media.opened()
                .flatMap(opened -> Mono.whenDelayError(closeWhatIsOver(opened), endWhatIsLost(opened)))
                .thenReturn(REST)
                .doOnError(_ -> failed.increment());
    }

    private Mono<Void> closeWhatIsOver(Set<UUID> opened) {
        return opened.isEmpty()
                ? Mono.empty()
                : Lane.jobs(sessions.open(opened)).flatMap(open -> closeAllBut(open, opened));
    }

    /** A session that has just begun had its room before. */
    private Mono<Void> endWhatIsLost(Set<UUID> opened) {
        return media.loses()
                ? Lane.jobs(sessions.goingOn(media.name(), SETTLED).collectList())
                        .flatMapIterable(going -> going)
                        .filter(session -> !opened.contains(session))
                        .concatMap(lost::end)
                        .then()
                : Mono.empty();
    }

    /** What can't be closed holds up no other. */
    private Mono<Void> closeAllBut(Set<UUID> open, Set<UUID> opened) {
        Set<UUID> over =
                opened.stream().filter(session -> !open.contains(session)).collect(Collectors.toSet());
        return Flux.fromIterable(over)
                .flatMapDelayError(media::close, AT_ONCE, AT_ONCE)
                .then();
    }

    /** What fails is found again when the provider is back. */
    private Mono<Void> tried(Mono<Void> change) {
        return change.onErrorResume(_ -> {
            failed.increment();
            wake();
            return Mono.empty();
        });
    }
}
