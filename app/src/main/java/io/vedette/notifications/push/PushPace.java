package io.vedette.notifications.push;

import java.time.Duration;

/**
 * How patient the sending is.
 *
 * @param period how long a node looks for nothing, where nobody wakes it and nothing is due
 * @param atOnce how many messages a node has under way
 * @param lease how long a message belongs to the node that has taken it; longer than an answer may take
 * @param life how long a message is worth something
 * @param failures after how many in a row a service is left alone, and {@code probe} how long until the next try then
 */
record PushPace(
        Duration period,
        int atOnce,
        Duration lease,
        Duration life,
        Duration firstBackoff,
        Duration connecting,
        Duration answering,
        int failures,
        Duration probe) {
    static final PushPace NORMAL = new PushPace(
            Duration.ofSeconds(15),
            32,
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            Duration.ofSeconds(2),
            Duration.ofSeconds(3),
            Duration.ofSeconds(10),
            5,
            Duration.ofSeconds(30));

    Duration backoff(int attempts) {
        return firstBackoff.multipliedBy(1L << Math.min(Math.max(attempts - 1, 0), 10));
    }
}
