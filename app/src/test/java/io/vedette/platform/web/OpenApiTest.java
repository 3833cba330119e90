package io.vedette.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.json.Json;
import io.vedette.testing.ComparedDocument;
import io.vedette.testing.ServerTest;
import io.vedette.testing.TestServer;
import io.vedette.testing.Visitor;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The document that the server writes of itself. */
@ServerTest
class OpenApiTest {
    @Test
    void the_kept_document_is_what_the_server_offers() {
        List<RouteGroup> offered = TestServer.running().beans(Api.class).values().stream()
                .filter(api -> !api.getClass().getPackageName().startsWith("io.vedette.testing"))
                .map(Api::routes)
                .toList();
        String written = Json.jsonMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(OpenApiDocument.of(offered, "0.1.0"));
        ComparedDocument.file("app/docs/openapi.json").says(written + "\n");
    }

    @Test
    void every_reference_in_it_points_at_something() {
        JsonNode document = Visitor.anonymous().get("/openapi.json").json();
        assertThat(document.findValues("$ref"))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.asString().substring(1)).isMissingNode())
                        .as(reference.asString())
                        .isFalse());
    }
}
