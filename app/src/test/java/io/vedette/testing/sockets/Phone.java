package io.vedette.testing.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.json.Json;
import io.vedette.testing.Bodies;
import io.vedette.testing.DocumentedEvents;
import io.vedette.testing.Household.Gadget;
import io.vedette.testing.sockets.Talker.By;
import java.util.ArrayDeque;
import java.util.Queue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A device's socket. What it is told meanwhile waits until it is asked for. */
public final class Phone implements AutoCloseable {
    /** Stands in an event's JSON for the bytes that come beside it. */
    public static final ObjectNode PLACEHOLDER =
            Bodies.object().put("_placeholder", true).put("num", 0);

    private final Talker talker;
    private final Queue<JsonNode> told = new ArrayDeque<>();
    private String offset = "";
    private byte[] bytes = {};
    private int asked;

    private Phone(Talker talker) {
        this.talker = talker;
    }

    public static Phone of(Gadget device) {
        return connected(device, device.auth());
    }

    /** It has seen all up to this offset. */
    public static Phone since(Gadget device, String offset) {
        return connected(device, "{\"token\":\"%s\",\"since\":\"%s\"}".formatted(device.token(), offset));
    }

    private static Phone connected(Gadget device, String auth) {
        Talker talker = Talker.arriving(By.WEBSOCKET, device.server());
        talker.connect(auth);
        return new Phone(talker);
    }

    /** Of what it heard last. */
    public String offset() {
        return offset;
    }

    /** What the event was acknowledged with. */
    public JsonNode asks(String event, ObjectNode payload) {
        talker.tell("42%d[\"%s\",%s]".formatted(asked, event, payload));
        return answer(event);
    }

    /** The same for an event with bytes: where they belong there is {@link #PLACEHOLDER}. */
    public JsonNode asks(String event, ObjectNode payload, byte[] bytes) {
        talker.tell("451-%d[\"%s\",%s]".formatted(asked, event, payload), bytes);
        return answer(event);
    }

    private JsonNode answer(String event) {
        String reply = "43" + asked++;
        while (true) {
            String packet = packet();
            if (packet.startsWith(reply + "[")) {
                JsonNode answer = arguments(packet).path(0);
                DocumentedEvents.check(event, answer.toString());
                return answer;
            }
            told.add(arguments(packet));
        }
    }

    public JsonNode isRefused(String code, String event, ObjectNode payload) {
        JsonNode answer = asks(event, payload);
        assertThat(answer.path("ok").booleanValue()).as(answer.toString()).isFalse();
        assertThat(answer.at("/error/code").asString()).isEqualTo(code);
        return answer;
    }

    /** The next that is told by an event of this name; others are passed over. */
    public JsonNode hears(String event) {
        while (true) {
            JsonNode next = told.isEmpty() ? arguments(packet()) : told.remove();
            if (next.path(0).asString().equals(event)) {
                DocumentedEvents.checkPush(event, next.path(1).toString());
                offset = next.path(2).asString("");
                return next.path(1);
            }
        }
    }

    /** The bytes of the last event that had any. */
    public byte[] bytes() {
        return bytes;
    }

    private String packet() {
        String packet = talker.engine().text();
        if (packet.startsWith("451-")) {
            bytes = talker.engine().bytes();
        }
        return packet;
    }

    private static JsonNode arguments(String packet) {
        return Json.jsonMapper().readTree(packet.substring(packet.indexOf('[')));
    }

    @Override
    public void close() {
        talker.close();
    }
}
