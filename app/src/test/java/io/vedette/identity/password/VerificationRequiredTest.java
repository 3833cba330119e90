package io.vedette.identity.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Await;
import io.vedette.testing.Bodies;
import io.vedette.testing.Person;
import io.vedette.testing.Reply;
import io.vedette.testing.TestServer;
import io.vedette.testing.Visitor;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Where people must prove their address first. */
class VerificationRequiredTest {
    private static final TestServer SERVER = TestServer.start(Map.of("AUTH_REQUIRE_EMAIL_VERIFICATION", "true"));

    private final Person ada = Person.stranger();
    private final ObjectNode signUp = ada.credentials().put("name", "Ada");

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void signing_up_signs_nobody_in_and_does_not_tell_who_is_there_already() {
        Reply first = post("/sign-up/email", signUp).is(200);
        assertThat(first.json().path("token").isNull()).isTrue();
        assertThat(Person.setCookies(first)).isEmpty();

        Reply again =
                post("/sign-up/email", signUp.deepCopy().put("name", "Mallory")).is(200);
        assertThat(again.json().propertyNames()).isEqualTo(first.json().propertyNames());
        assertThat(again.json().at("/user/name").asString()).isEqualTo("Mallory");
        assertThat(again.json().at("/user/id")).isNotEqualTo(first.json().at("/user/id"));
    }

    @Test
    void a_right_password_opens_nothing_before_that_and_a_code_does() {
        post("/sign-up/email", signUp).is(200);
        assertThat(post("/sign-in/email", ada.credentials().put("password", "wrong horse"))
                        .is(401)
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("INVALID_EMAIL_OR_PASSWORD");
        assertThat(post("/sign-in/email", ada.credentials()).is(403).text())
                .isEqualTo("{\"message\":\"Email not verified\",\"code\":\"EMAIL_NOT_VERIFIED\"}");

        ObjectNode to = Bodies.object().put("email", ada.email());
        post("/email-otp/send-verification-otp", to.deepCopy().put("type", "email-verification"))
                .is(200);
        Reply verified = post("/email-otp/verify-email", to.put("otp", code())).is(200);
        assertThat(verified.json().path("token").asString())
                .isEqualTo(Person.token(verified).replaceFirst("\\..*", ""));
        assertThat(Person.setCookies(verified)).hasSize(1);
        post("/sign-in/email", ada.credentials()).is(200);
    }

    private static Reply post(String path, ObjectNode body) {
        return Visitor.at(SERVER.url()).post("/api/auth" + path, body.toString());
    }

    private String code() {
        Await.until("the mail is there", Duration.ofSeconds(20), () -> !mail().isMissingNode());
        return mail().path("text").asString().replaceFirst("(?s).*?\\b([0-9]{6})\\b.*", "$1");
    }

    private JsonNode mail() {
        return Visitor.at(SERVER.url())
                .without("X-Forwarded-For")
                .get("/dev/mailbox")
                .json()
                .path("items")
                .path(0);
    }
}
