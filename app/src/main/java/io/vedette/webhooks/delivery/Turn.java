package io.vedette.webhooks.delivery;

import io.vedette.platform.ops.Ticks;
import java.time.Duration;

/** What a node may do for a webhook that it holds, and what came of it so far. */
final class Turn {
    private final Held held;
    private final long endsAt;
    private int failures;
    private boolean failed;
    private boolean over;
    private boolean more = true;

    Turn(Held held, Duration length) {
        this.held = held;
        this.failures = held.failures();
        this.endsAt = Ticks.nanos() + length.toNanos();
    }

    Held held() {
        return held;
    }

    /** Whether another try may begin. */
    synchronized boolean goesOn() {
        return !over && Ticks.nanos() - endsAt < 0;
    }

    /** Nothing begins any more. */
    synchronized void interrupt() {
        over = true;
    }

    /** One that fails again and again is tried once in each line, or every hanging try would hold its place. */
    synchronized void noted(Outcome outcome) {
        failures = outcome.isDelivered() ? 0 : failures + 1;
        failed |= !outcome.isDelivered();
        over |= outcome.isGone() || failures >= TurnTable.FAILING;
    }

    synchronized void found(Waiting waiting) {
        more = !waiting.isEmpty();
    }

    synchronized boolean hasMore() {
        return more;
    }

    /** Where all goes well nothing piles up. */
    synchronized boolean mayHavePiledUp() {
        return failed || more;
    }

    synchronized int failures() {
        return failures;
    }

    boolean isFailing() {
        return failures() >= TurnTable.FAILING;
    }

    boolean hasChangedSides() {
        return held.isFailing() != isFailing();
    }
}
