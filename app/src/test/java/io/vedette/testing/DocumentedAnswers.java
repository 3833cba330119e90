package io.vedette.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Holds answers against {@code /openapi.json}: the status must be promised, and the body must be what was promised. */
final class DocumentedAnswers {
    private static final class Document {
        static final JsonNode SHARED = TestServer.running().document("/openapi.json");
        static final DocumentSchemas SCHEMAS = new DocumentSchemas(SHARED);
    }

    private DocumentedAnswers() {}

    /** Before many virtual threads need it at once: those who wait for a class to be ready hold on to their carriers. */
    static void load() {
        assertThat(Document.SHARED.isObject()).isTrue();
    }

    static void check(HttpRequest request, Reply reply) {
        operation(request).ifPresent(operation -> {
            JsonNode response = operation.path("responses").path(Integer.toString(reply.status()));
            assertThat(response.isMissingNode())
                    .as(
                            "%s %s answers %d, which is not documented: %s",
                            request.method(), request.uri(), reply.status(), reply.text())
                    .isFalse();
            String type = reply.header("Content-Type").orElse("").replaceAll(";.*", "");
            JsonNode schema = response.path("content").path(type).path("schema");
            if (type.endsWith("json")) {
                assertThat(schema.isMissingNode())
                        .as("%s is not documented for %s", type, request.uri())
                        .isFalse();
                assertThat(Document.SCHEMAS.mistakes(schema, reply.text())).isEmpty();
            }
        });
    }

    private static Optional<JsonNode> operation(HttpRequest request) {
        String path = request.uri().getRawPath();
        return Document.SHARED
                .path("paths")
                .propertyStream()
                .filter(entry -> path.matches(entry.getKey().replaceAll("\\{\\w+}", "[^/]+")))
                .min(Comparator.comparing(entry -> entry.getKey().contains("{")))
                .map(Map.Entry::getValue)
                .map(operations -> operations.path(request.method().toLowerCase(Locale.ROOT)))
                .filter(JsonNode::isObject);
    }
}
