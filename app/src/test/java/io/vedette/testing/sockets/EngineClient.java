package io.vedette.testing.sockets;

import tools.jackson.databind.JsonNode;

/** A client's end of one Engine.IO session, over whichever transport. It answers pings while it waits. */
public interface EngineClient extends AutoCloseable {
    /** What the server said of the session as it opened. */
    JsonNode handshake();

    default String sid() {
        return handshake().path("sid").asString();
    }

    void send(String packet);

    void send(byte[] message);

    /** The next packet that is none of a heartbeat: a {@link String} or a {@code byte[]}. */
    Object next();

    default String text() {
        Object next = next();
        if (next instanceof String text) {
            return text;
        }
        throw new AssertionError("Bytes came instead of text");
    }

    default byte[] bytes() {
        Object next = next();
        if (next instanceof byte[] bytes) {
            return bytes;
        }
        throw new AssertionError("Text came instead of bytes: " + next);
    }

    /** Until the server has ended the session. */
    void awaitEnd();

    @Override
    void close();
}
