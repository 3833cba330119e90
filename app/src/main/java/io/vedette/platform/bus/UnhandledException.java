package io.vedette.platform.bus;

/** A listener did not handle a fact, which therefore has to be published again. */
final class UnhandledException extends RuntimeException {
    /** Whether it is the listener's fault with this fact, or just not the time for it. */
    enum Reason {
        FAILED,
        OVERFLOW,
        CLOSED
    }

    private final Reason reason;

    UnhandledException(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }

    static Reason reasonOf(Throwable error) {
        return error instanceof UnhandledException unhandled ? unhandled.reason() : Reason.FAILED;
    }
}
