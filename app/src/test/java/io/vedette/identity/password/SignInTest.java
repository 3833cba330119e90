package io.vedette.identity.password;

import static io.vedette.testing.Person.browser;
import static io.vedette.testing.Person.post;
import static io.vedette.testing.Person.setCookies;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Person;
import io.vedette.testing.Race;
import io.vedette.testing.Reply;
import io.vedette.testing.ServerTest;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import io.vedette.testing.Visitor;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ServerTest
class SignInTest {
    private final Person ada = Person.stranger();

    @Nested
    class Signing_up {
        @Test
        void takes_no_address_longer_than_there_are() {
            for (String unit : List.of("a.", "a", "@", "a@")) {
                Reply refused = post(
                                "/sign-up/email",
                                ada.credentials().put("name", "Ada").put("email", unit.repeat(100_000 / unit.length())))
                        .is(400);
                assertThat(message(refused)).startsWith("[body.email]");
            }
        }

        @Test
        void makes_a_user_and_signs_them_in() {
            Reply reply = ada.signUp().is(200);
            assertThat(reply.json().propertyNames()).containsExactlyInAnyOrder("token", "user");
            assertThat(reply.json().path("user").propertyNames())
                    .containsExactlyInAnyOrder(
                            "id", "name", "email", "emailVerified", "image", "createdAt", "updatedAt");
            assertThat(reply.json().at("/user/id").asString()).matches("[A-Za-z0-9]{32}");
            assertThat(reply.json().at("/user/email").asString()).isEqualTo(ada.email());
            assertThat(reply.json().at("/user/emailVerified").asBoolean()).isFalse();
            assertThat(reply.json().at("/user/image").isNull()).isTrue();
            assertThat(reply.json().at("/user/createdAt").asString())
                    .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
            String token = reply.json().path("token").asString();
            assertThat(token).matches("[A-Za-z0-9]{32}");
            assertThat(Person.token(reply)).startsWith(token + ".").endsWith("=");
            assertThat(reply.header("Access-Control-Expose-Headers")).hasValue("set-auth-token");
            assertThat(setCookies(reply)).hasSize(1);
            assertThat(setCookies(reply).getFirst())
                    .startsWith("better-auth.session_token=" + token + ".")
                    .contains("%3D; ")
                    .contains("; Max-Age=604800; Path=/; HttpOnly; SameSite=Lax")
                    .doesNotContain("Secure")
                    .doesNotContain("Expires");
            assertThat(Person.sessionUser(browser(reply))).isEqualTo(ada.email());
        }

        @Test
        void keeps_the_address_in_lower_case_and_overlooks_what_it_does_not_know() {
            Reply reply = post(
                            "/sign-up/email",
                            ada.credentials()
                                    .put("email", ada.email().toUpperCase(Locale.ROOT))
                                    .put("name", "")
                                    .put("emailVerified", true)
                                    .put("role", "admin"))
                    .is(200);
            assertThat(reply.json().at("/user/email").asString()).isEqualTo(ada.email());
            assertThat(reply.json().at("/user/emailVerified").asBoolean()).isFalse();
        }

        @Test
        void is_refused_for_an_address_that_is_taken() {
            ada.signUp().is(200);
            isError(
                    ada.signUp(),
                    422,
                    "USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL",
                    "User already exists. Use another email.");
        }

        @Test
        void wants_a_password_of_a_length_that_can_be_remembered() {
            isError(ada.withPassword("1234567").signUp(), 400, "PASSWORD_TOO_SHORT", "Password too short");
            isError(ada.withPassword("x".repeat(129)).signUp(), 400, "PASSWORD_TOO_LONG", "Password too long");
            ada.withPassword("\uD83D\uDC0E".repeat(4)).signUp().is(200);
        }

        @Test
        void names_what_is_missing_or_wrong() {
            assertThat(message(post("/sign-up/email", ada.credentials()).is(400)))
                    .startsWith("[body.name] ");
            assertThat(message(post(
                                    "/sign-up/email",
                                    ada.credentials().put("name", "x").put("email", "nobody"))
                            .is(400)))
                    .startsWith("[body.email] ");
            assertThat(message(ada.withPassword("").signUp().is(400))).startsWith("[body.password] ");
            Reply nothing =
                    Visitor.anonymous().post("/api/auth/sign-up/email", null).is(400);
            assertThat(message(nothing)).contains("[body.name] ").contains("; [body.email] ");
        }

        @Test
        void takes_a_form_as_well() {
            String form = "name=Ada+L&email=%s&password=correct+horse+1".formatted(ada.email());
            Reply reply = Visitor.anonymous()
                    .with("Content-Type", "application/x-www-form-urlencoded")
                    .post("/api/auth/sign-up/email", form)
                    .is(200);
            assertThat(reply.json().at("/user/name").asString()).isEqualTo("Ada L");
            ada.signIn().is(200);
        }
    }

    @Nested
    class Signing_in {
        @Test
        void opens_another_session() {
            String first = ada.signUp().is(200).json().path("token").asString();
            Reply reply = ada.signIn().is(200);
            assertThat(reply.json().propertyNames()).containsExactlyInAnyOrder("redirect", "token", "user");
            assertThat(reply.json().path("redirect").asBoolean()).isFalse();
            assertThat(reply.json().path("token").asString()).isNotEqualTo(first);
        }

        @Test
        void says_where_to_go_if_told_so() {
            ada.signUp().is(200);
            Reply reply = post("/sign-in/email", ada.credentials().put("callbackURL", "/home?x=1"))
                    .is(200);
            assertThat(reply.json().path("redirect").asBoolean()).isTrue();
            assertThat(reply.json().path("url").asString()).isEqualTo("/home?x=1");
            assertThat(reply.header("Location")).hasValue("/home?x=1");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://evil.test/",
                    "//evil.test",
                    "/\\evil.test",
                    "/%2fevil.test",
                    "javascript:alert(1)",
                    "javascript://x.cameras.example.test/%0aalert(1)",
                    "x"
                })
        void sends_nobody_astray(String target) {
            ada.signUp().is(200);
            isError(
                    post("/sign-in/email", ada.credentials().put("callbackURL", target)),
                    403,
                    "INVALID_CALLBACK_URL",
                    "Invalid callbackURL");
        }

        @Test
        void is_refused_in_the_same_words_whatever_is_wrong() {
            ada.signUp().is(200);
            String message = "Invalid email or password";
            isError(ada.withPassword("wrong horse 1").signIn(), 401, "INVALID_EMAIL_OR_PASSWORD", message);
            isError(Person.stranger().signIn(), 401, "INVALID_EMAIL_OR_PASSWORD", message);
            forgetPassword("null");
            isError(ada.signIn(), 401, "INVALID_EMAIL_OR_PASSWORD", message);
            forgetPassword("'$2b$10$abcdefghijklmnopqrstuu'");
            isError(ada.signIn(), 401, "INVALID_EMAIL_OR_PASSWORD", message);
        }

        @Test
        void wants_an_address_and_a_password_that_could_be_one() {
            isError(
                    post("/sign-in/email", ada.credentials().put("email", "nobody")),
                    400,
                    "INVALID_EMAIL",
                    "Invalid email");
            isError(ada.withPassword("x".repeat(129)).signIn(), 400, "PASSWORD_TOO_LONG", "Password too long");
            assertThat(message(post("/sign-in/email", ada.credentials().put("password", 7))
                            .is(400)))
                    .startsWith("[body.password] ");
        }

        @Test
        void without_being_remembered_lasts_a_day_and_as_long_as_the_browser() {
            ada.signUp().is(200);
            Reply reply = post("/sign-in/email", ada.credentials().put("rememberMe", false))
                    .is(200);
            assertThat(setCookies(reply))
                    .hasSize(2)
                    .allSatisfy(cookie -> assertThat(cookie).doesNotContain("Max-Age"));
            assertThat(setCookies(reply).get(1)).startsWith("better-auth.dont_remember=true.");
            Reply session = browser(reply).get("/api/auth/get-session").is(200);
            assertThat(session.json().at("/session/expiresAt").asString())
                    .startsWith(dayAfter(session.json().at("/session/createdAt").asString()));
        }

        private static String dayAfter(String time) {
            return java.time.Instant.parse(time)
                    .plus(java.time.Duration.ofDays(1))
                    .toString()
                    .substring(0, 16);
        }

        @Test
        void with_a_password_that_is_just_being_replaced_opens_nothing() throws Exception {
            ada.signUp().is(200);
            Reply reply = Race.lost(
                    TestServer.running().database(),
                    "update account set password = null where \"userId\" = (select id from \"user\" where email = '%s')"
                            .formatted(ada.email()),
                    ada::signIn);
            isError(reply, 401, "INVALID_EMAIL_OR_PASSWORD", "Invalid email or password");
        }

        private void forgetPassword(String hash) {
            TestDatabase.execute(
                    TestServer.running().database(),
                    "update account set password = %s where \"userId\" = (select id from \"user\" where email = '%s')"
                            .formatted(hash, ada.email()));
        }
    }

    private static void isError(Reply reply, int status, String code, String message) {
        reply.is(status);
        assertThat(reply.text()).isEqualTo("{\"message\":\"%s\",\"code\":\"%s\"}".formatted(message, code));
    }

    private static String message(Reply reply) {
        assertThat(reply.json().path("code").asString()).isEqualTo("VALIDATION_ERROR");
        return reply.json().path("message").asString();
    }
}
