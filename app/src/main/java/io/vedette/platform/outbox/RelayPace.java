package io.vedette.platform.outbox;

import java.time.Duration;

/**
 * How patient the relay is.
 *
 * @param grace how long a row is left to the node that wrote it
 * @param lease how long the rows that a relay has taken are its own; a run of them takes less
 * @param keys of how many keys it has rows at once, and {@code length} how many of each
 * @param tries how often a row may fail before it is parked
 */
record RelayPace(
        Duration period,
        Duration grace,
        Duration lease,
        int keys,
        int length,
        int tries,
        Duration firstBackoff,
        Duration longestBackoff) {
    static final RelayPace NORMAL = new RelayPace(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            64,
            32,
            10,
            Duration.ofSeconds(1),
            Duration.ofMinutes(5));

    Duration longestRun() {
        return lease.multipliedBy(3).dividedBy(4);
    }

    Duration backoff(int attempts) {
        Duration backoff = firstBackoff.multipliedBy(1L << Math.min(Math.max(attempts - 1, 0), 20));
        return backoff.compareTo(longestBackoff) < 0 ? backoff : longestBackoff;
    }
}
