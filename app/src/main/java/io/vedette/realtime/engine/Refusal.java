package io.vedette.realtime.engine;

import io.netty.handler.codec.http.HttpResponseStatus;

/** Why a request is not served, with the codes that Engine.IO clients know. */
public enum Refusal {
    TRANSPORT_UNKNOWN(400, 0, "Transport unknown"),
    SESSION_UNKNOWN(400, 1, "Session ID unknown"),
    BAD_METHOD(400, 2, "Bad handshake method"),
    BAD_REQUEST(400, 3, "Bad request"),
    FORBIDDEN(403, 4, "Forbidden"),
    VERSION_UNSUPPORTED(400, 5, "Unsupported protocol version"),
    TOO_LARGE(413, 3, "Payload too large"),
    TOO_MANY(503, 4, "Too many handshakes"),
    DRAINING(503, 4, "Shutting down");

    private final int status;
    private final int code;
    private final String message;

    Refusal(int status, int code, String message) {
        this.status = status;
        this.code = code;
        this.message = message;
    }

    HttpResponseStatus status() {
        return HttpResponseStatus.valueOf(status);
    }

    String body() {
        return "{\"code\":%d,\"message\":\"%s\"}".formatted(code, message);
    }

    /** A cause that passes: the same request may succeed a little later. */
    boolean passes() {
        return status == 503;
    }
}
