package io.vedette.webhooks.delivery;

import java.time.Duration;
import java.util.List;

/**
 * How patient the sending is.
 *
 * @param period how long a node looks for nothing, where nobody wakes it and nothing is due
 * @param atOnce for how many webhooks a node sends at a time, and {@code failing} for how many failing ones besides
 * @param atATime how many deliveries a turn reads at a time of each of its two lines
 * @param turn how long a turn begins new tries, and {@code lease} how long it has until its end
 * @param rest how long a failing webhook is left alone after a turn
 */
record WebhookPace(
        Duration period,
        int atOnce,
        int failing,
        int atATime,
        Duration turn,
        Duration lease,
        Duration connecting,
        Duration answering,
        Duration rest) {
    static final WebhookPace NORMAL = new WebhookPace(
            Duration.ofSeconds(5),
            48,
            16,
            16,
            Duration.ofSeconds(2),
            Duration.ofSeconds(20),
            Duration.ofSeconds(3),
            Duration.ofSeconds(10),
            Duration.ofSeconds(1));

    /** Then every three hours, up to a day. */
    private static final List<Duration> FIRST_PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofHours(1));

    private static final Duration LATER_PAUSE = Duration.ofHours(3);
    private static final int LATER_PAUSES = 7;

    /** Zero when there is no other try after so many and the one that has just failed. */
    static Duration pauseAfter(int triesBefore) {
        if (triesBefore < FIRST_PAUSES.size()) {
            return FIRST_PAUSES.get(triesBefore);
        }
        return triesBefore < FIRST_PAUSES.size() + LATER_PAUSES ? LATER_PAUSE : Duration.ZERO;
    }
}
