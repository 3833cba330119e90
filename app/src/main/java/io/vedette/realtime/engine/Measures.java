package io.vedette.realtime.engine;

import java.time.Duration;

/**
 * The measures of an engine.
 *
 * @param path where it listens, with a slash at both ends
 * @param connectDeadline how long a session may stay without a namespace
 * @param upgradeDeadline how long a websocket may take to succeed a polling session's transport
 * @param maxPayload bytes of one packet, or of one polling body
 * @param strangersPayload bytes of a polling body, or of all that comes over a websocket, while nobody knows whose it is
 * @param messages what one session may send, and how much that may be
 */
public record Measures(
        String path,
        Duration pingInterval,
        Duration pingTimeout,
        Duration connectDeadline,
        Duration upgradeDeadline,
        int maxPayload,
        int strangersPayload,
        int outboxMessages,
        int outboxBytes,
        Quota messages,
        Quota bytes) {
    private static final Duration COARSEST_TICK = Duration.ofSeconds(1);
    private static final int TICKS_PER_DEADLINE = 20;

    /** A poll is answered with the next ping at the latest. */
    Duration longestAnswer() {
        return pingInterval.plus(pingTimeout);
    }

    /** How often deadlines are looked at: exact enough for the shortest of them. */
    Duration tick() {
        Duration shortest = pingTimeout.compareTo(pingInterval) < 0 ? pingTimeout : pingInterval;
        Duration fine = shortest.dividedBy(TICKS_PER_DEADLINE);
        return fine.compareTo(COARSEST_TICK) < 0 ? fine : COARSEST_TICK;
    }
}
