package io.vedette.realtime.recovery;

import java.time.Duration;

/**
 * How much a node remembers.
 *
 * @param window how long an entry is kept, a pass that nobody uses, and the log of an account that nobody asks for
 * @param entries of one account
 * @param bytes of one account
 * @param nodeBytes of all accounts
 * @param passes that nobody uses, of all accounts
 * @param facts that are known to have been told already, of all accounts
 */
public record LogBounds(Duration window, int entries, int bytes, long nodeBytes, int passes, int facts) {
    public static LogBounds of(Duration window) {
        return new LogBounds(window, 10_000, 4 << 20, 64 << 20, 200_000, 200_000);
    }
}
