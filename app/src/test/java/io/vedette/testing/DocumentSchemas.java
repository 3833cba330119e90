package io.vedette.testing;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.vedette.platform.json.Json;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The schemas in one of the server's documents, which refer to its components. */
final class DocumentSchemas {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final JsonNode document;
    private final ConcurrentMap<String, Schema> known = new ConcurrentHashMap<>();

    DocumentSchemas(JsonNode document) {
        this.document = document;
    }

    /** What of this JSON is not as the schema says. */
    List<Error> mistakes(JsonNode schema, String json) {
        return known.computeIfAbsent(schema.toString(), _ -> whole(schema)).validate(json, InputFormat.JSON);
    }

    private Schema whole(JsonNode schema) {
        ObjectNode whole = Json.jsonMapper().createObjectNode();
        whole.set("allOf", Json.jsonMapper().createArrayNode().add(schema));
        whole.set("components", document.path("components"));
        return REGISTRY.getSchema(whole.toString(), InputFormat.JSON);
    }
}
