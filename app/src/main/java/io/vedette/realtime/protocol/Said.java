package io.vedette.realtime.protocol;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** An event as a client sent it. */
public record Said(String event, List<JsonNode> arguments, int bytes) {
    public Said {
        arguments = List.copyOf(arguments);
    }
}
