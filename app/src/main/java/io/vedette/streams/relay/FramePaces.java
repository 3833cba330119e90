package io.vedette.streams.relay;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.vedette.platform.failure.Failure;
import io.vedette.platform.failure.FailureException;
import io.vedette.platform.ops.Ticks;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** Holds each session to five frames a second, or five at once. */
@Component
final class FramePaces {
    private static final int PER_SECOND = 5;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final int MOST_SESSIONS = 50_000;

    /** When the next frame of each is due. */
    private final LoadingCache<UUID, AtomicLong> due = Caffeine.newBuilder()
            .maximumSize(MOST_SESSIONS)
            .expireAfterAccess(Duration.ofSeconds(10))
            .build(_ -> new AtomicLong(Ticks.nanos()));

    void take(UUID session) {
        long now = Ticks.nanos();
        AtomicLong own = due.get(session);
        long before;
        long next;
        do {
            before = own.get();
            next = Math.max(before, now) + SECOND / PER_SECOND;
            if (next - now > SECOND) {
                throw new FailureException(new Failure.Limited(PER_SECOND, 0, Duration.ofNanos(next - now - SECOND)));
            }
        } while (!own.compareAndSet(before, next));
    }
}
