package io.vedette.streams.relay;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.vedette.platform.bus.Bus;
import io.vedette.platform.ops.Ticks;
import io.vedette.streams.StreamFact;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Who takes part in sessions, for what is sent many times a second. What is known is never older than a second, counted from
 * before it was read; what is announced is forgotten at once.
 */
@Component
final class LiveSessions {
    private static final Duration OLDEST = Duration.ofSeconds(1);
    private static final int MOST_KNOWN = 50_000;

    private record Known(Live live, long asked) {}

    private final LiveTable table;
    private final Cache<UUID, Known> known = Caffeine.newBuilder()
            .maximumSize(MOST_KNOWN)
            .expireAfterWrite(OLDEST)
            .recordStats()
            .build();

    LiveSessions(LiveTable table, Bus bus, MeterRegistry meters) {
        this.table = table;
        CaffeineCacheMetrics.monitor(meters, known, "vedette.stream.sessions");
        bus.subscribe(
                StreamFact.class, "live sessions", fact -> Mono.fromRunnable(() -> known.invalidate(fact.sessionId())));
    }

    /** Empty where there is no such session. */
    Mono<Live> find(UUID session) {
        return Mono.defer(() -> {
            long now = Ticks.nanos();
            Known kept = known.getIfPresent(session);
            return kept != null && now - kept.asked() < OLDEST.toNanos()
                    ? Mono.just(kept.live())
                    : table.find(session).doOnNext(found -> known.put(session, new Known(found, now)));
        });
    }
}
