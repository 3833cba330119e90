package io.vedette.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Bugs;
import io.vedette.testing.Reply;
import io.vedette.testing.ServerTest;
import io.vedette.testing.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors in the words that Better Auth's client reads. */
@ServerTest
class BetterAuthStyleTest {
    private final Visitor visitor = Visitor.anonymous();

    @Test
    void a_refusal_has_its_message_and_its_code() {
        assertThat(visitor.post("/styled/refuse", "{\"title\":\"x\"}").is(409).text())
                .isEqualTo("{\"message\":\"There is no room for it\",\"code\":\"NO_ROOM\"}");
    }

    @Test
    void nobody_is_unauthorized() {
        String expected = "{\"message\":\"Unauthorized\",\"code\":\"UNAUTHORIZED\"}";
        assertThat(visitor.post("/styled/refuse", "{\"title\":\"who\"}").is(401).text())
                .isEqualTo(expected);
        assertThat(visitor.get("/styled/read").is(401).text()).isEqualTo(expected);
    }

    @Test
    void what_is_not_valid_is_named_field_by_field() {
        Reply reply = visitor.post("/styled/refuse", "{\"weight\":9}").is(400);
        assertThat(reply.json().path("code").asString()).isEqualTo("VALIDATION_ERROR");
        assertThat(reply.json().path("message").asString())
                .startsWith("[body.title] ")
                .contains("; [body.weight] ");
    }

    @Test
    void what_is_no_JSON_is_a_bad_request() {
        assertThat(visitor.post("/styled/refuse", "{").is(400).text())
                .isEqualTo("{\"message\":\"Invalid JSON in request body\",\"code\":\"BAD_REQUEST\"}");
    }

    @Test
    void another_media_type_is_not_supported() {
        assertThat(visitor.with("Content-Type", "text/plain")
                        .post("/styled/refuse", "x")
                        .is(415)
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("UNSUPPORTED_MEDIA_TYPE");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/styled/nowhere",
        "GET,/styled",
        "PUT,/styled/read",
        "HEAD,/styled/read",
        "OPTIONS,/styled/read",
        "GET,/styled/read/"
    })
    void what_is_not_offered_is_404_without_a_word(String method, String path) {
        Reply reply = visitor.send(method, path, null).is(404);
        assertThat(reply.text()).isEmpty();
        assertThat(reply.header("Content-Type")).isEmpty();
    }

    @Test
    void a_bug_is_500_without_a_word() {
        assertThat(visitor.get("/styled/crash").is(500).text()).isEmpty();
        assertThat(Bugs.take()).hasSize(1);
    }
}
