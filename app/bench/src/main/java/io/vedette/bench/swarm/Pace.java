package io.vedette.bench.swarm;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Does something at a fixed rate, whether or not the answers keep up. */
public final class Pace {
    // Linux wakes a sleeper some 60 µs late; the rest of the time is spent looking at the clock.
    private static final long AWAKE_NANOS = 100_000;

    private final long intervalNanos;
    private final int count;

    private Pace(long intervalNanos, int count) {
        this.intervalNanos = intervalNanos;
        this.count = count;
    }

    /** One step of many, told when it should have begun. */
    @FunctionalInterface
    public interface Step {
        void run(int index, long intendedNanos);
    }

    public static Pace of(int perSecond, Duration length) {
        return new Pace(TimeUnit.SECONDS.toNanos(1) / perSecond, (int) (perSecond * length.toSeconds()));
    }

    public int count() {
        return count;
    }

    public void run(Step step) {
        long start = System.nanoTime() + intervalNanos;
        for (int i = 0; i < count; i++) {
            long due = start + i * intervalNanos;
            await(due);
            step.run(i, due);
        }
    }

    private static void await(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            if (left > AWAKE_NANOS) {
                LockSupport.parkNanos(left - AWAKE_NANOS);
            } else {
                Thread.onSpinWait();
            }
        }
    }
}
