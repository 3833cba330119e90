package io.vedette.identity.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Person;
import io.vedette.testing.Reply;
import io.vedette.testing.ServerTest;
import io.vedette.testing.Visitor;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@ServerTest
class ProfileTest {
    private final Reply signedUp = Person.stranger().signUp().is(200);

    @Test
    void a_name_and_a_picture_can_be_changed_and_taken_away() {
        Reply reply = update("{\"name\":\"Countess\",\"image\":\"https://x.test/a.png\"}")
                .is(200);
        assertThat(reply.text()).isEqualTo("{\"status\":true}");
        assertThat(Person.setCookies(reply)).hasSize(1);
        assertThat(reply.header("set-auth-token")).hasValue(Person.token(signedUp));
        assertThat(user().path("name").asString()).isEqualTo("Countess");
        assertThat(user().path("image").asString()).isEqualTo("https://x.test/a.png");

        update("{\"image\":null}").is(200);
        assertThat(user().path("name").asString()).isEqualTo("Countess");
        assertThat(user().path("image").isNull()).isTrue();
    }

    @Test
    void an_address_cannot_be_changed() {
        assertThat(update("{\"email\":\"x@example.test\"}").is(400).text())
                .isEqualTo("{\"message\":\"Email can not be updated\",\"code\":\"EMAIL_CAN_NOT_BE_UPDATED\"}");
    }

    @Test
    void there_must_be_something_to_change() {
        String words = "{\"message\":\"No fields to update\"}";
        assertThat(update("{}").is(400).text()).isEqualTo(words);
        assertThat(update("{\"emailVerified\":true,\"role\":\"admin\"}").is(400).text())
                .isEqualTo(words);
    }

    @Test
    void the_small_pages_are_there() {
        assertThat(Visitor.anonymous().get("/api/auth/ok").is(200).text()).isEqualTo("{\"ok\":true}");
        Reply page =
                Visitor.anonymous().get("/api/auth/error?error=%3Cscript%3E").is(200);
        assertThat(page.header("Content-Type").orElse("")).startsWith("text/html");
        assertThat(page.text()).contains("&lt;script&gt;").doesNotContain("<script>");
    }

    private Reply update(String body) {
        return Person.browser(signedUp).post("/api/auth/update-user", body);
    }

    private JsonNode user() {
        return Person.browser(signedUp)
                .get("/api/auth/get-session")
                .is(200)
                .json()
                .path("user");
    }
}
