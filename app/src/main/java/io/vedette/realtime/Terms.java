package io.vedette.realtime;

import io.vedette.platform.ops.Ticks;
import java.time.Duration;

/**
 * On which something is asked.
 *
 * @param patience for the acknowledgement
 * @param deadline by {@link Ticks#nanos}; what has not been written by then never is
 * @param written called on an event loop once it was written, and not at all if it was dropped or lost: nothing may block
 */
public record Terms(Duration patience, long deadline, Runnable written) {}
