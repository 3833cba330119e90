package io.vedette.realtime.protocol;

/** What came in is no packet. Says nothing of what it was: that may be anything. */
final class MalformedPacketException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedPacketException(String message) {
        super(message, null, false, false);
    }
}
