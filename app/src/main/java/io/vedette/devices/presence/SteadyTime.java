package io.vedette.devices.presence;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Holds the database's clock against the ticks of this machine. After a jump it is not believed for a while: whoever is
 * well says so by the new time meanwhile.
 */
final class SteadyTime {
    /** Where the database's clock must be for what it says to be believed. */
    record Window(Instant from, Instant until) {
        private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");
        private static final Window ANY = new Window(Instant.EPOCH, NEVER);
        private static final Window NONE = new Window(NEVER, NEVER);
    }

    /** The database's time, and the ticks between which it was that. */
    private record Reading(Instant time, long after, long before) {}

    private final Duration tolerance;
    private final Duration quiet;
    private @Nullable Reading last;
    private @Nullable Long quietUntil;

    /** @param quiet how long a clock is not believed after it has jumped */
    SteadyTime(Duration tolerance, Duration quiet) {
        this.tolerance = tolerance;
        this.quiet = quiet;
    }

    Window window(long now) {
        if (quietUntil != null && quietUntil - now > 0) {
            return Window.NONE;
        }
        return last == null
                ? Window.ANY
                : new Window(
                        last.time.plusNanos(now - last.before).minus(tolerance),
                        last.time.plusNanos(now - last.after).plus(tolerance));
    }

    /**
     * The database said its time between these ticks.
     *
     * @return whether it has jumped since it last did
     */
    boolean said(Instant time, long after, long before) {
        boolean jumped = last != null
                && (time.isBefore(last.time.plusNanos(after - last.before).minus(tolerance))
                        || time.isAfter(last.time.plusNanos(before - last.after).plus(tolerance)));
        last = new Reading(time, after, before);
        if (jumped) {
            quietUntil = before + quiet.toNanos();
        }
        return jumped;
    }
}
