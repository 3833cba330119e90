package io.vedette.bench.swarm;

import java.time.Duration;
import java.util.Arrays;

/** Durations in nanoseconds, for their percentiles; safe for several threads. */
public final class Sample {
    private long[] values = new long[1024];
    private int count;

    public synchronized void add(long nanos) {
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
        }
        values[count++] = nanos;
    }

    public synchronized int count() {
        return count;
    }

    /** The smallest value that so many percent of all do not exceed (nearest rank), so it is one that was measured. */
    public synchronized Duration percentile(double percent) {
        if (count == 0) {
            throw new IllegalStateException("Nothing was measured");
        }
        Arrays.sort(values, 0, count);
        int rank = (int) Math.ceil(percent / 100 * count);
        return Duration.ofNanos(values[Math.max(rank, 1) - 1]);
    }
}
