package io.vedette.testing.sockets;

import io.vedette.platform.json.Json;
import java.net.URI;
import tools.jackson.databind.JsonNode;

/** An Engine.IO session over a websocket. */
public final class WebSocketClient implements EngineClient {
    private final RawWebSocket socket;
    private final JsonNode handshake;

    /** @param path of the engine, with a slash at both ends */
    public WebSocketClient(URI server, String path, String... headers) {
        socket = RawWebSocket.open(server, path + "?EIO=4&transport=websocket", headers);
        handshake = Json.jsonMapper().readTree(text().substring(1));
    }

    public RawWebSocket socket() {
        return socket;
    }

    @Override
    public JsonNode handshake() {
        return handshake;
    }

    @Override
    public void send(String packet) {
        socket.send(Frame.text(packet));
    }

    @Override
    public void send(byte[] message) {
        socket.send(Frame.of(Frame.BINARY, message));
    }

    @Override
    public Object next() {
        while (true) {
            Frame frame = socket.next().orElseThrow(() -> new AssertionError("The websocket has ended"));
            if (frame.opcode() == Frame.BINARY) {
                return frame.payload();
            } else if (frame.opcode() == Frame.CLOSE) {
                throw new AssertionError("The websocket was closed: " + frame.code());
            } else if (frame.text().equals("2")) {
                send("3");
            } else {
                return frame.text();
            }
        }
    }

    @Override
    public void awaitEnd() {
        socket.closed();
    }

    @Override
    public void close() {
        socket.close();
    }
}
