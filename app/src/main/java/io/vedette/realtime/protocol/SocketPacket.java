package io.vedette.realtime.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A Socket.IO packet as it came in. */
sealed interface SocketPacket {
    String namespace();

    /** Asks to be let into a namespace, showing this. */
    record Connect(String namespace, JsonNode auth) implements SocketPacket {}

    /** Leaves a namespace. */
    record Disconnect(String namespace) implements SocketPacket {}

    /** Tells something, and awaits an answer under its id if it has one. */
    record Event(String namespace, @Nullable Long id, String name, List<JsonNode> arguments) implements SocketPacket {}

    /** Answers what was asked under this id. */
    record Answer(String namespace, long id, List<JsonNode> arguments) implements SocketPacket {}
}
