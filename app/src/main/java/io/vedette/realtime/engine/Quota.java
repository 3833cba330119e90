package io.vedette.realtime.engine;

import java.time.Duration;

/**
 * So much a second, and twice that at once. One number of its holder tells when the next is due (GCRA).
 *
 * @param perSecond what none may exceed for long; zero is no limit
 */
public record Quota(int perSecond) {
    public static final Quota NONE = new Quota(0);

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /** When the next is due if so much more comes now. */
    public long dueAfter(int amount, long due, long now) {
        return perSecond == 0 ? now : Math.max(due, now) + amount * SECOND / perSecond;
    }

    public static boolean isExceeded(long due, long now) {
        return due - now > 2 * SECOND;
    }
}
