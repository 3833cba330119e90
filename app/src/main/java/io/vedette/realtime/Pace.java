package io.vedette.realtime;

import io.vedette.platform.ops.Ticks;
import io.vedette.realtime.engine.Quota;

/** Lets through what its quota allows; what it doesn't costs nothing of it. */
final class Pace {
    private final Quota quota;
    private long due = Ticks.nanos();

    Pace(Quota quota) {
        this.quota = quota;
    }

    synchronized boolean admits(long now) {
        long next = quota.dueAfter(1, due, now);
        boolean admitted = !Quota.isExceeded(next, now);
        if (admitted) {
            due = next;
        }
        return admitted;
    }
}
