package io.vedette.testing.sockets;

import io.vedette.platform.json.Json;
import io.vedette.testing.faults.RawCalls;
import io.vedette.testing.faults.RawCalls.Answer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;

/** An Engine.IO session over polling: each call has a connection of its own, as the server wants it. */
public final class PollingClient implements EngineClient {
    public static final String SEPARATOR = "\u001e";

    private final URI server;
    private final String path;
    private final String headers;
    private final Queue<String> received = new ArrayDeque<>();
    private final JsonNode handshake;
    private String session = "";

    /** @param path of the engine, with a slash at both ends */
    public PollingClient(URI server, String path, String... headers) {
        this.server = server;
        this.path = path + "?EIO=4&transport=polling";
        this.headers = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        handshake = Json.jsonMapper().readTree(poll().body().substring(1));
        session = "&sid=" + sid();
    }

    public Answer poll() {
        return call("GET", "");
    }

    /** One that need not be answered yet. */
    public CompletableFuture<Answer> pollLater() {
        return CompletableFuture.supplyAsync(
                this::poll, task -> Thread.ofVirtual().start(task));
    }

    public Answer post(String body) {
        return call("POST", body);
    }

    private Answer call(String method, String body) {
        return call(server, method, path + session, headers, body);
    }

    /** Any request, with its headers as lines that have ends. */
    public static Answer call(URI server, String method, String path, String headers, String body) {
        try (RawCalls call = new RawCalls(server)) {
            return call.send(
                    "%s %s HTTP/1.1\r\n%s".formatted(method, path, headers), body.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public JsonNode handshake() {
        return handshake;
    }

    @Override
    public void send(String packet) {
        post(packet);
    }

    @Override
    public void send(byte[] message) {
        post("b" + Base64.getEncoder().encodeToString(message));
    }

    @Override
    public Object next() {
        while (true) {
            while (received.isEmpty()) {
                Answer answer = poll();
                if (answer.status() != 200) {
                    throw new AssertionError("The session has ended: " + answer);
                }
                received.addAll(Arrays.asList(answer.body().split(SEPARATOR, -1)));
            }
            String packet = received.remove();
            if (packet.startsWith("b")) {
                return Base64.getDecoder().decode(packet.substring(1));
            } else if (packet.equals("2")) {
                send("3");
            } else {
                return packet;
            }
        }
    }

    @Override
    public void awaitEnd() {
        while (poll().status() == 200) {
            // Not yet, though soon: an answer that waits is asked for once.
        }
    }

    @Override
    public void close() {
        post("1");
    }
}
