package io.vedette.realtime.protocol;

import io.vedette.realtime.engine.Outbound;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Writes packets, each once. */
public final class PacketWriter {
    private final JsonMapper json;

    public PacketWriter(JsonMapper json) {
        this.json = json;
    }

    /** @param droppable whether who can't take it at once goes without */
    public Outbound event(String namespace, String name, List<?> arguments, boolean droppable) {
        ArrayNode payload = json.createArrayNode().add(name);
        arguments.forEach(argument -> payload.add(tree(argument)));
        return message('2', '5', namespace, null, payload, droppable);
    }

    /** One that was written before, in the main namespace: its payload as JSON, and its offset behind that. */
    public Outbound written(String name, String payload, String offset) {
        return Outbound.message("2[%s,%s,\"%s\"]".formatted(json.writeValueAsString(name), payload, offset));
    }

    Outbound question(String namespace, long id, String name, List<?> arguments) {
        ArrayNode payload = json.createArrayNode().add(name);
        arguments.forEach(argument -> payload.add(tree(argument)));
        return message('2', '5', namespace, id, payload, false);
    }

    Outbound answer(String namespace, long id, List<?> arguments) {
        ArrayNode payload = json.createArrayNode();
        arguments.forEach(argument -> payload.add(tree(argument)));
        return message('3', '6', namespace, id, payload, false);
    }

    Outbound connected(String namespace, Object answer) {
        return message('0', '0', namespace, null, tree(answer), false);
    }

    Outbound refused(String namespace, Object reason) {
        return message('4', '4', namespace, null, tree(reason), false);
    }

    Outbound disconnected(String namespace) {
        return Outbound.message("/".equals(namespace) ? "1" : "1" + namespace + ",");
    }

    private JsonNode tree(@Nullable Object value) {
        return value instanceof JsonNode node ? node.deepCopy() : json.valueToTree(value);
    }

    private Outbound message(
            char plain, char binary, String namespace, @Nullable Long id, JsonNode payload, boolean droppable) {
        List<byte[]> attachments = new ArrayList<>(0);
        JsonNode text = Attachments.takenOut(payload, attachments);
        StringBuilder head = new StringBuilder().append(attachments.isEmpty() ? plain : binary);
        if (!attachments.isEmpty()) {
            head.append(attachments.size()).append('-');
        }
        if (!"/".equals(namespace)) {
            head.append(namespace).append(',');
        }
        if (id != null) {
            head.append(id.longValue());
        }
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
        packet.writeBytes(json.writeValueAsBytes(text));
        return Outbound.message(packet.toByteArray(), attachments, droppable);
    }
}
