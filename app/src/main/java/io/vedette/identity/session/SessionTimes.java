package io.vedette.identity.session;

import java.time.Duration;
import java.time.Instant;

/** How long sessions live, as Better Auth has it by default. */
final class SessionTimes {
    static final Duration LIFE = Duration.ofDays(7);
    static final Duration SHORT_LIFE = Duration.ofDays(1);
    private static final Duration BETWEEN_REFRESHES = Duration.ofDays(1);
    private static final Duration FRESH = Duration.ofDays(1);

    private SessionTimes() {}

    static boolean wantsRefresh(Session session, Instant now) {
        return !session.expiresAt().isAfter(now.plus(LIFE).minus(BETWEEN_REFRESHES));
    }

    static boolean isFresh(Session session, Instant now) {
        return session.createdAt().plus(FRESH).isAfter(now);
    }
}
