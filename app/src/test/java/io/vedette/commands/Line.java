package io.vedette.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Household.Gadget;
import io.vedette.testing.sockets.Phone;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A device's socket, over which it is told what becomes of commands. */
final class Line implements AutoCloseable {
    private final Phone phone;

    private Line(Phone phone) {
        this.phone = phone;
    }

    static Line of(Gadget device) {
        return new Line(Phone.of(device));
    }

    /** What the event was acknowledged with. */
    JsonNode asks(String event, ObjectNode payload) {
        return phone.asks(event, payload);
    }

    void isRefused(String code, String event, ObjectNode payload) {
        phone.isRefused(code, event, payload);
    }

    /** The next that is told of a command. */
    JsonNode hears() {
        return phone.hears("command:status");
    }

    JsonNode hears(String commandId, String status) {
        JsonNode heard = hears();
        assertThat(heard.path("commandId").asString()).as(heard.toString()).isEqualTo(commandId);
        assertThat(heard.path("status").asString()).as(heard.toString()).isEqualTo(status);
        return heard;
    }

    /** It was told of nothing else before that. */
    void hearsNothingButOf(Pair pair) {
        String id = pair.sent();
        pair.cancels(id).is(200);
        hears(id, "cancelled");
    }

    @Override
    public void close() {
        phone.close();
    }
}
