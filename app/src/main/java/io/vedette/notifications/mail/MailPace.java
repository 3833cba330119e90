package io.vedette.notifications.mail;

import java.time.Duration;

/**
 * How patient the sending of mails is.
 *
 * @param period the longest rest of the sender, and of the upkeep
 * @param lease how long a mail belongs to the node that has taken it; longer than an answer may take
 * @param lastRetry how long after its first attempt a mail may still be tried: Resend forgets its key after a day
 * @param failures after how many in a row the circuit opens, and {@code probe} how long until the next try then
 * @param refusedKey how long nothing is sent with a key that was refused
 * @param retention how long it can be seen what became of a mail
 */
record MailPace(
        Duration period,
        Duration lease,
        Duration firstBackoff,
        Duration longestBackoff,
        Duration lastRetry,
        Duration connecting,
        Duration answering,
        int failures,
        Duration probe,
        Duration refusedKey,
        Duration retention) {
    static final MailPace NORMAL = new MailPace(
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            Duration.ofSeconds(2),
            Duration.ofMinutes(10),
            Duration.ofHours(23),
            Duration.ofSeconds(3),
            Duration.ofSeconds(15),
            5,
            Duration.ofSeconds(30),
            Duration.ofHours(1),
            Duration.ofDays(30));

    Duration backoff(int attempts) {
        Duration backoff = firstBackoff.multipliedBy(1L << Math.min(Math.max(attempts - 1, 0), 20));
        return backoff.compareTo(longestBackoff) < 0 ? backoff : longestBackoff;
    }
}
