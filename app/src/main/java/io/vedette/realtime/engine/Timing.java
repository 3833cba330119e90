package io.vedette.realtime.engine;

import io.vedette.platform.ops.Ticks;

/** When a session was last heard of, and what is due from that. All times are those of {@link Ticks#nanos}. */
final class Timing {
    private final Measures settings;
    private volatile long heardAt;
    private volatile long emptySince;
    private long pingAt;
    private long messagesDue;
    private long bytesDue;

    Timing(Measures settings, long now) {
        this.settings = settings;
        this.heardAt = now;
        this.emptySince = now;
        this.messagesDue = now;
        this.bytesDue = now;
        this.pingAt = now + settings.pingInterval().toNanos();
    }

    void heard(long now) {
        heardAt = now;
    }

    /** Whether one more message of that size is within what a session may send. */
    boolean admits(int bytes, long now) {
        messagesDue = settings.messages().dueAfter(1, messagesDue, now);
        bytesDue = settings.bytes().dueAfter(bytes, bytesDue, now);
        return !Quota.isExceeded(messagesDue, now) && !Quota.isExceeded(bytesDue, now);
    }

    long heardAt() {
        return heardAt;
    }

    void emptied(long now) {
        emptySince = now;
    }

    boolean isSilent(long now) {
        return now - heardAt
                >= settings.pingInterval().toNanos() + settings.pingTimeout().toNanos();
    }

    boolean isUnused(long now) {
        return now - emptySince >= settings.connectDeadline().toNanos();
    }

    boolean pingIsDue(long now) {
        if (now - pingAt < 0) {
            return false;
        }
        pingAt += settings.pingInterval().toNanos();
        return true;
    }
}
