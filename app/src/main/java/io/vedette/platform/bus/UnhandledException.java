package io.vedette.platform.bus;

/** A listener did not handle a fact, which therefore has to be published again. */
public final class UnhandledException extends RuntimeException {
    /** Whether it is the listener's fault with this fact, or just not the time for it. */
    public enum Reason {
        FAILED,
        OVERFLOW,
        CLOSED
    }

    private final Reason reason;

    public UnhandledException(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    public static Reason reasonOf(Throwable error) {
        return error instanceof UnhandledException unhandled ? unhandled.reason() : Reason.FAILED;
    }
}
