package io.vedette.streams.relay;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.vedette.platform.failure.Failure;
import io.vedette.platform.failure.FailureException;
import io.vedette.platform.ops.Ticks;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Holds each session to five frames a second. */
@Component
final class FramePaces {
    private static final int PER_SECOND = 5;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    /** A camera that sends five a second is sometimes so much early. */
    private static final long TOLERANCE = Duration.ofMillis(100).toNanos();

    private static final int MOST_SESSIONS = 50_000;

    /** When the last five of a session were due, the oldest next to the one that is to come: who is early gains nothing by it. */
    private static final class Last {
        private final long[] due = new long[PER_SECOND];
        private int next;

        Last() {
            Arrays.fill(due, Ticks.nanos() - 2 * SECOND);
        }

        /** How long the next has to wait; zero if it went out. */
        synchronized long take(long now) {
            long early = Math.max(due[next] + SECOND - now, 0);
            if (early <= TOLERANCE) {
                due[next] = now + early;
                next = (next + 1) % PER_SECOND;
                return 0;
            }
            return early - TOLERANCE;
        }
    }

    private final LoadingCache<UUID, Last> sessions = Caffeine.newBuilder()
            .maximumSize(MOST_SESSIONS)
            .expireAfterAccess(Duration.ofSeconds(10))
            .build(_ -> new Last());

    void take(UUID session) {
        take(session, Ticks.nanos());
    }

    void take(UUID session, long now) {
        long early = sessions.get(session).take(now);
        if (early > 0) {
            throw new FailureException(new Failure.Limited(PER_SECOND, 0, Duration.ofNanos(early)));
        }
    }
}
