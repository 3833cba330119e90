package io.vedette.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.json.Json;
import io.vedette.testing.DocumentedEvents;
import io.vedette.testing.Household.Gadget;
import io.vedette.testing.sockets.Talker;
import io.vedette.testing.sockets.Talker.By;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A camera's socket, which confirms only what it is told to confirm. */
final class CameraSocket implements AutoCloseable {
    private static final String RECEIVED = "[\"command:received\",";

    private final Talker talker;

    /** A push of a command, as it came. */
    record Received(String question, JsonNode command) {
        String id() {
            return command.path("commandId").asString();
        }

        int attempt() {
            return command.path("attempt").asInt();
        }
    }

    private CameraSocket(Talker talker) {
        this.talker = talker;
    }

    static CameraSocket of(Gadget camera) {
        return of(By.WEBSOCKET, camera);
    }

    static CameraSocket of(By by, Gadget camera) {
        Talker talker = Talker.arriving(by, camera.server());
        talker.connect(camera.auth());
        return new CameraSocket(talker);
    }

    /** The next thing that comes, which must be a command. */
    Received receives() {
        return received(talker.engine().text());
    }

    private static Received received(String packet) {
        int payload = packet.indexOf(RECEIVED);
        assertThat(payload).as(packet).isPositive();
        JsonNode words = Json.jsonMapper().readTree(packet.substring(payload));
        assertThat(words.size()).as("no offset comes behind it").isEqualTo(2);
        JsonNode command = words.path(1);
        DocumentedEvents.checkPush("command:received", command.toString());
        return new Received(packet.substring(2, payload), command);
    }

    List<String> receives(int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(receives().id());
        }
        return ids;
    }

    void confirms(Received received) {
        talker.tell("43%s[]".formatted(received.question()));
    }

    /** The answer to something else is the next thing that comes. */
    void receivesNothing() {
        assertThat(talker.ask("heartbeat", "{}").path("ok").asBoolean()).isTrue();
    }

    /** What it says, and what comes next, may cross. */
    void acks(String id, String status) {
        talker.tell("429[\"command:ack\",{\"commandId\":\"%s\",\"status\":\"%s\"}]".formatted(id, status));
    }

    /** The next command, whatever answers come before it. */
    Received receivesAfterAnswers() {
        String packet = talker.engine().text();
        while (!packet.contains(RECEIVED)) {
            packet = talker.engine().text();
        }
        return received(packet);
    }

    @Override
    public void close() {
        talker.close();
    }
}
