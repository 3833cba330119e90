package io.vedette.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Holds what comes over sockets against {@code /asyncapi.json}: it must be what was promised. */
public final class DocumentedEvents {
    private static final class Document {
        static final JsonNode SHARED = TestServer.running().document("/asyncapi.json");
        static final DocumentSchemas SCHEMAS = new DocumentSchemas(SHARED);
    }

    private DocumentedEvents() {}

    /** Before many virtual threads need it at once: those who wait for a class to be ready hold on to their carriers. */
    public static void load() {
        assertThat(Document.SHARED.isObject()).isTrue();
    }

    /** The one argument of what the server acknowledged a client's event with, as JSON. */
    public static void check(String event, String acknowledgement) {
        JsonNode message = message("reply", event);
        if (message.isMissingNode()) {
            JsonNode said = Json.jsonMapper().readTree(acknowledgement);
            assertThat(said.path("ok").asBoolean(true)).as(acknowledgement).isFalse();
            assertThat(said.at("/error/code").asString(""))
                    .as("%s is not documented, and answered with %s", event, acknowledgement)
                    .isEqualTo("unknown_event");
        } else {
            check(message, event, acknowledgement);
        }
    }

    /** The one argument of an event that the server told, as JSON. */
    public static void checkPush(String event, String payload) {
        JsonNode message = message("send", event);
        assertThat(message.isMissingNode())
                .as("%s is told, which is not documented", event)
                .isFalse();
        check(message, event, payload);
    }

    /** An event as it came, with its name and all its arguments: its payload, and behind it its offset if it is kept. */
    public static void checkTold(JsonNode told) {
        String event = told.path(0).asString();
        checkPush(event, told.path(1).toString());
        boolean kept = message("send", event).path("x-offset").asBoolean(false);
        assertThat(told.size()).as("%s", told).isEqualTo(kept ? 3 : 2);
        assertThat(told.path(2).isString()).as("%s has an offset", told).isEqualTo(kept);
    }

    private static JsonNode message(String way, String event) {
        return Document.SHARED.at("/channels/main/messages").path(way + "." + event);
    }

    private static void check(JsonNode message, String event, String json) {
        String seen = withBytes(Json.jsonMapper().readTree(json)).toString();
        assertThat(Document.SCHEMAS.mistakes(message.path("payload"), seen))
                .as("%s of %s", seen, event)
                .isEmpty();
    }

    /** Whoever reads a raw packet sees placeholders where its attachments belong; the document speaks of the bytes. */
    private static JsonNode withBytes(JsonNode node) {
        if (node.path("_placeholder").asBoolean(false)) {
            return StringNode.valueOf("bytes");
        }
        if (node instanceof ObjectNode object) {
            object.properties().forEach(property -> property.setValue(withBytes(property.getValue())));
        }
        return node;
    }
}
