package io.vedette.identity.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Spares the database the look-up on every call. What it knows is never older than a second, counted from before it was
 * read, so that a session which ends on another node is dead here within that second.
 */
@Component
final class SessionCache {
    private static final Duration OLDEST = Duration.ofSeconds(1);
    private static final int MOST_SESSIONS = 50_000;

    private record Known(SignedIn signedIn, Instant asked) {}

    private final Sessions sessions;
    private final Clock clock;
    private final Cache<String, Known> known = Caffeine.newBuilder()
            .maximumSize(MOST_SESSIONS)
            .expireAfterWrite(OLDEST)
            .recordStats()
            .build();

    SessionCache(Sessions sessions, Clock clock, MeterRegistry meters) {
        this.sessions = sessions;
        this.clock = clock;
        CaffeineCacheMetrics.monitor(meters, known, "vedette.sessions");
    }

    /** Empty when there is no such session; one that has run out is still found. */
    Mono<SignedIn> find(String token) {
        return Mono.defer(() -> {
            Instant now = clock.instant();
            Known kept = known.getIfPresent(token);
            return kept != null && kept.asked().plus(OLDEST).isAfter(now)
                    ? Mono.just(kept.signedIn())
                    : sessions.findByToken(token).doOnNext(found -> known.put(token, new Known(found, now)));
        });
    }

    /** What this node ends or changes, it forgets at once. */
    void forget(String token) {
        known.invalidate(token);
    }

    void forgetAllOf(String userId) {
        known.asMap().values().removeIf(each -> each.signedIn().user().id().equals(userId));
    }
}
