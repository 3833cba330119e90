package io.vedette.realtime;

import io.vedette.platform.ops.Ticks;
import java.time.Duration;

/** So many in a time, with room for a burst: one number tells when the next may come (GCRA). */
final class Pace {
    private final long interval;
    private final long tolerance;
    private long due;

    /** @param perSecond what none may exceed for long; zero is no limit */
    Pace(int perSecond, int burst) {
        this.interval = perSecond == 0 ? 0 : Duration.ofSeconds(1).toNanos() / perSecond;
        this.tolerance = interval * burst;
        this.due = Ticks.nanos();
    }

    synchronized boolean admits(long now) {
        if (due - now > tolerance - interval) {
            return interval == 0;
        }
        due = Math.max(due, now) + interval;
        return true;
    }
}
