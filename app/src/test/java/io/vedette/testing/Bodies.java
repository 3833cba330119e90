package io.vedette.testing;

import io.vedette.platform.json.Json;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Bodies for calls. */
public final class Bodies {
    private static final JsonMapper JSON = Json.jsonMapper();

    private Bodies() {}

    public static ObjectNode object() {
        return JSON.createObjectNode();
    }
}
