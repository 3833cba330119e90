package io.vedette.realtime.engine;

import java.time.Duration;

/**
 * So much a second, and twice that at once. One number tells when the next is due (GCRA); zero is no limit.
 *
 * @param perSecond what none may exceed for long
 */
public record Quota(int perSecond) {
    public static final Quota NONE = new Quota(0);

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /** What is due after so much more. */
    long taken(long due, long now, int amount) {
        return perSecond == 0 ? now : Math.max(due, now) + amount * SECOND / perSecond;
    }

    static boolean isExceeded(long due, long now) {
        return due - now > 2 * SECOND;
    }
}
