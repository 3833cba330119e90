package io.vedette.realtime.protocol;

/** Whoever wants to connect may not, and need not come again. An answer, not an accident: it has no stack trace. */
public final class ConnectRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Object reason;

    /** @param reason what the client is told, with a {@code message} in it */
    public ConnectRefusedException(Object reason) {
        super("Refused", null, false, false);
        this.reason = reason;
    }

    Object reason() {
        return reason;
    }
}
