package io.vedette.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.json.Json;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the server answered. Each one is held against the server's own document as it comes in. */
public record Reply(int status, HttpResponse<String> response) {
    private static final JsonMapper JSON = Json.jsonMapper();

    static Reply to(HttpRequest request, HttpResponse<String> response) {
        Reply reply = new Reply(response.statusCode(), response);
        DocumentedAnswers.check(request, reply);
        return reply;
    }

    public String text() {
        return response.body();
    }

    public JsonNode json() {
        return JSON.readTree(response.body());
    }

    public Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    public Reply is(int expected) {
        assertThat(status).as(text()).isEqualTo(expected);
        return this;
    }

    public Reply isProblem(int expected, String code) {
        assertThat(status).as(text()).isEqualTo(expected);
        assertThat(header("Content-Type")).hasValue("application/problem+json");
        assertThat(json().path("code").asString()).isEqualTo(code);
        assertThat(json().path("status").asInt()).isEqualTo(expected);
        return this;
    }

    /** Every field with an error, in their order. */
    public List<String> wrongFields() {
        return json().path("errors")
                .valueStream()
                .map(error -> error.path("field").asString())
                .toList();
    }
}
