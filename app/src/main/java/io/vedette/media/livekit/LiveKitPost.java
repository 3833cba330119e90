package io.vedette.media.livekit;

import static io.vedette.platform.failure.CommonProblem.MALFORMED_JSON;
import static io.vedette.platform.failure.CommonProblem.NOT_FOUND;
import static io.vedette.platform.failure.CommonProblem.UNAUTHENTICATED;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.media.LostSessions;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what LiveKit tells us. It is a hint, which may come twice, late or never: LiveKit is asked before anything is done. */
final class LiveKitPost {
    private static final int MOST_KNOWN = 10_000;
    private static final Duration KNOWN_FOR = Duration.ofMinutes(10);

    private final @Nullable LiveKitProvider provider;
    private final @Nullable LiveKitTokens tokens;
    private final LostSessions lost;
    private final JsonMapper json;
    private final MeterRegistry meters;
    private final Cache<String, Boolean> known = Caffeine.newBuilder()
            .maximumSize(MOST_KNOWN)
            .expireAfterWrite(KNOWN_FOR)
            .build();

    /** @param provider none, where somebody else carries pictures */
    LiveKitPost(
            @Nullable LiveKitProvider provider,
            @Nullable LiveKitTokens tokens,
            LostSessions lost,
            JsonMapper json,
            MeterRegistry meters) {
        this.provider = provider;
        this.tokens = tokens;
        this.lost = lost;
        this.json = json;
        this.meters = meters;
    }

    Mono<Void> take(LiveKitLetter letter) {
        return Mono.defer(() -> {
            if (tokens == null || provider == null) {
                throw NOT_FOUND.because("LiveKit is not in use");
            }
            if (!letter.isGenuine(tokens)) {
                throw UNAUTHENTICATED.because("It is not signed as it should be");
            }
            return act(provider, read(letter));
        });
    }

    private Mono<Void> act(LiveKitProvider rooms, JsonNode said) {
        String event = said.path("event").asString("");
        Optional<UUID> session = Room.session(said.at("/room/name").asString(""));
        String id = said.path("id").asString("");
        boolean isNew = id.isEmpty() || known.asMap().putIfAbsent(id, true) == null;
        meters.counter("vedette.livekit.hints", "result", isNew ? "new" : "repeated")
                .increment();
        return isNew && event.equals("room_finished") && session.isPresent()
                ? check(rooms, session.get()).doOnError(_ -> known.invalidate(id))
                : Mono.empty();
    }

    private Mono<Void> check(LiveKitProvider rooms, UUID session) {
        return rooms.hasRoom(session).flatMap(there -> there ? Mono.empty() : lost.end(session));
    }

    private JsonNode read(LiveKitLetter letter) {
        try {
            return json.readTree(letter.body());
        } catch (JacksonException notJson) {
            throw MALFORMED_JSON.because("The body cannot be read as JSON");
        }
    }
}
