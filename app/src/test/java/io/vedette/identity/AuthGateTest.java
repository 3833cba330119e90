package io.vedette.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Bodies;
import io.vedette.testing.Person;
import io.vedette.testing.Reply;
import io.vedette.testing.ServerTest;
import io.vedette.testing.Visitor;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ServerTest
class AuthGateTest {
    private static final String SIGN_OUT = "/api/auth/sign-out";
    private static final String SIGN_IN = "/api/auth/sign-in/email";

    @Nested
    class A_call_with_a_cookie {
        private final Visitor visitor = Visitor.anonymous().with("Cookie", "anything=1");

        @Test
        void needs_an_origin() {
            isRefused(visitor.post(SIGN_OUT, "{}"), "MISSING_OR_NULL_ORIGIN");
            isRefused(visitor.with("Origin", "null").post(SIGN_OUT, "{}"), "MISSING_OR_NULL_ORIGIN");
        }

        @Test
        void needs_one_that_is_trusted() {
            isRefused(visitor.with("Origin", "https://evil.test").post(SIGN_OUT, "{}"), "INVALID_ORIGIN");
            isRefused(
                    visitor.with("Referer", "https://evil.test/app.example.test")
                            .post(SIGN_OUT, "{}"),
                    "INVALID_ORIGIN");
            visitor.with("Origin", Person.ORIGIN).post(SIGN_OUT, "{}").is(200);
            visitor.with("Origin", "http://localhost:3000").post(SIGN_OUT, "{}").is(200);
            visitor.with("Referer", Person.ORIGIN + "/page")
                    .post(SIGN_OUT, "{}")
                    .is(200);
        }

        @Test
        void may_be_of_a_sandbox_of_our_own() {
            visitor.with("Origin", "null")
                    .with("Sec-Fetch-Site", "same-origin")
                    .post(SIGN_OUT, "{}")
                    .is(200);
        }

        @Test
        void that_only_reads_needs_none() {
            visitor.get("/api/auth/get-session").is(200);
        }
    }

    @Nested
    class A_call_without_a_cookie {
        private final Visitor visitor = Visitor.anonymous();

        @Test
        void needs_no_origin() {
            visitor.with("Origin", "https://evil.test").post(SIGN_OUT, "{}").is(200);
        }

        @Test
        void that_signs_in_may_come_from_no_browser_at_all() {
            visitor.post(SIGN_IN, "{}").is(400);
        }

        @Test
        void that_signs_in_must_come_from_a_page_of_ours_if_from_any() {
            isRefused(visitor.with("Origin", "https://evil.test").post(SIGN_IN, "{}"), "INVALID_ORIGIN");
            isRefused(visitor.with("Sec-Fetch-Mode", "cors").post(SIGN_IN, "{}"), "MISSING_OR_NULL_ORIGIN");
            visitor.with("Sec-Fetch-Mode", "cors")
                    .with("Origin", Person.ORIGIN)
                    .post(SIGN_IN, "{}")
                    .is(400);
        }

        @Test
        void that_signs_in_is_not_a_link_on_another_site() {
            isRefused(
                    visitor.with("Sec-Fetch-Site", "cross-site")
                            .with("Sec-Fetch-Mode", "navigate")
                            .post(SIGN_IN, "{}"),
                    "CROSS_SITE_NAVIGATION_LOGIN_BLOCKED");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /sign-in/email, 3, 10",
        "POST, /sign-up/email, 3, 10",
        "POST, /change-password, 3, 10",
        "POST, /request-password-reset, 3, 60",
        "POST, /forget-password, 3, 60",
        "POST, /forget-password/email-otp, 3, 60",
        "POST, /sign-in/email-otp, 3, 60",
        "POST, /email-otp/send-verification-otp, 3, 60",
        "POST, /email-otp/check-verification-otp, 3, 60",
        "POST, /email-otp/verify-email, 3, 60",
        "POST, /email-otp/request-password-reset, 3, 60",
        "POST, /email-otp/reset-password, 3, 60",
        "GET, /get-session, 100, 10"
    })
    void each_path_may_be_called_so_often_from_one_address(String method, String path, int calls, int seconds) {
        Visitor visitor = Visitor.anonymous();
        String body = method.equals("GET") ? null : "{}";
        for (int call = 0; call < calls; call++) {
            assertThat(visitor.send(method, "/api/auth" + path, body).status()).isNotEqualTo(429);
        }
        Reply refused = visitor.send(method, "/api/auth" + path, body).is(429);
        assertThat(refused.text()).isEqualTo("{\"message\":\"Too many requests. Please try again later.\"}");
        assertThat(Integer.parseInt(refused.header("X-Retry-After").orElseThrow()))
                .isBetween(1, seconds);
        assertThat(refused.header("Retry-After")).isEqualTo(refused.header("X-Retry-After"));
        assertThat(Visitor.anonymous().send(method, "/api/auth" + path, body).status())
                .isNotEqualTo(429);
        visitor.get("/api/auth/ok").is(200);
    }

    @Test
    void a_path_in_another_spelling_is_still_the_same_path() {
        Visitor visitor = Visitor.anonymous();
        visitor.post(SIGN_IN, "{}").is(400);
        visitor.post("/api/auth/sign-in/%65mail", "{}").is(400);
        visitor.post("/api/auth/sign-in;a=b/email;c", "{}").is(400);
        visitor.post("/api/auth/%73ign-in/email", "{}").is(429);
        isRefused(
                Visitor.anonymous().with("Origin", "https://evil.test").post("/api/auth/sign-in/%65mail", "{}"),
                "INVALID_ORIGIN");
    }

    @ParameterizedTest
    @CsvSource({
        "/sign-in/email, callbackURL, INVALID_CALLBACK_URL",
        "/sign-up/email, callbackURL, INVALID_CALLBACK_URL",
        "/request-password-reset, redirectTo, INVALID_REDIRECT_URL",
        "/sign-up/email, errorCallbackURL, INVALID_ERROR_CALLBACK_URL",
        "/sign-in/email-otp, newUserCallbackURL, INVALID_NEW_USER_CALLBACK_URL"
    })
    void where_to_go_is_looked_at_before_all_the_rest_of_a_body(String path, String field, String code) {
        isRefused(Person.post(path, Bodies.object().put(field, "https://evil.test/")), code);
        Reply noText = Person.post(path, Bodies.object().put(field, 1)).is(400);
        assertThat(noText.json().propertyNames()).containsExactly("message");
        assertThat(Person.post(path, Bodies.object().put(field, "/home"))
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("VALIDATION_ERROR");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /nowhere",
        "GET, /sign-in/email",
        "POST, /ok",
        "HEAD, /ok",
        "OPTIONS, /ok",
        "GET, /ok/",
        "POST, /email-otp/get-verification-otp",
        "POST, /send-verification-email"
    })
    void what_is_not_offered_is_404_without_a_word(String method, String path) {
        Reply reply = Visitor.anonymous()
                .send(method, "/api/auth" + path, method.equals("POST") ? "{}" : null)
                .is(404);
        assertThat(reply.text()).isEmpty();
        assertThat(reply.header("Content-Type")).isEmpty();
    }

    private static void isRefused(Reply reply, String code) {
        assertThat(reply.is(403).json().path("code").asString()).isEqualTo(code);
    }
}
