package io.vedette.testing.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.json.Json;
import java.net.URI;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** A Socket.IO client in the main namespace. Each comes from an address of its own, so that none uses up another's share. */
public final class Talker implements AutoCloseable {
    private static final String PATH = "/socket.io/";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final EngineClient engine;
    private String id = "";
    private int asked;

    /** How it gets to the server. */
    public enum By {
        WEBSOCKET,
        POLLING
    }

    private Talker(EngineClient engine) {
        this.engine = engine;
    }

    /** Has a session, and is not connected yet. */
    public static Talker arriving(By by, URI server, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 1);
        all[headers.length] = fromElsewhere();
        return new Talker(
                switch (by) {
                    case WEBSOCKET -> new WebSocketClient(server, PATH, all);
                    case POLLING -> new PollingClient(server, PATH, all);
                });
    }

    /** A header line that a trusted proxy would add. */
    public static String fromElsewhere() {
        int number = COUNT.incrementAndGet();
        return "X-Forwarded-For: 10.%d.%d.%d".formatted(100 + number / 62_500, number / 250 % 250, number % 250 + 1);
    }

    /** A camera that nobody has seen before. */
    public static Talker connected(By by, URI server) {
        Talker talker = arriving(by, server);
        talker.connect("{\"token\":\"camera-%s\"}".formatted(UUID.randomUUID()));
        return talker;
    }

    public void connect(String auth) {
        engine.send("40" + auth);
        String answer = engine.text();
        assertThat(answer).startsWith("40{");
        id = json(answer.substring(2)).path("sid").asString();
    }

    /** By which others may know it. */
    public String id() {
        return id;
    }

    public EngineClient engine() {
        return engine;
    }

    public void tell(String packet, byte[]... attachments) {
        engine.send(packet);
        for (byte[] attachment : attachments) {
            engine.send(attachment);
        }
    }

    /** The answer to an event with this payload; it must be the next thing that comes. */
    public JsonNode ask(String event, String payload) {
        engine.send("42%d[\"%s\",%s]".formatted(asked, event, payload));
        return answer();
    }

    /** The same for one with bytes beside it. */
    public JsonNode ask(String event, String payload, byte[] bytes) {
        tell("451-%d[\"%s\",%s]".formatted(asked, event, payload), bytes);
        return answer();
    }

    private JsonNode answer() {
        String answer = engine.text();
        assertThat(answer).startsWith("43" + asked++ + "[");
        return json(answer.substring(answer.indexOf('['))).path(0);
    }

    public void join(String room) {
        assertThat(ask("room:join", "{\"room\":\"%s\"}".formatted(room))
                        .path("ok")
                        .booleanValue())
                .isTrue();
    }

    /** What was said in a room; it must be the next thing that comes. */
    public String hears() {
        String event = engine.text();
        assertThat(event).startsWith("42[\"room:said\",");
        return json(event.substring(2)).path(1).path("text").asString();
    }

    private static JsonNode json(String text) {
        return Json.jsonMapper().readTree(text);
    }

    @Override
    public void close() {
        engine.close();
    }
}
