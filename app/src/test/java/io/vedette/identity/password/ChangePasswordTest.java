package io.vedette.identity.password;

import static io.vedette.testing.Person.browser;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Bodies;
import io.vedette.testing.Mailbox;
import io.vedette.testing.Person;
import io.vedette.testing.Reply;
import io.vedette.testing.ServerTest;
import io.vedette.testing.Visitor;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

@ServerTest
class ChangePasswordTest {
    private static final String NEW = "another horse 2";

    private final Person ada = Person.stranger();
    private final Reply signedUp = ada.signUp().is(200);

    @Nested
    class Knowing_the_old_one {
        @Test
        void keeps_the_sessions() {
            Reply reply = change(change(NEW)).is(200);
            assertThat(reply.json().path("token").isNull()).isTrue();
            assertThat(reply.json().at("/user/email").asString()).isEqualTo(ada.email());
            assertThat(Person.sessionUser(browser(signedUp))).isEqualTo(ada.email());
            ada.signIn().is(401);
            ada.withPassword(NEW).signIn().is(200);
        }

        @Test
        void ends_them_if_asked_and_opens_a_new_one() {
            Reply other = ada.signIn().is(200);
            Reply reply = change(change(NEW).put("revokeOtherSessions", true)).is(200);
            assertThat(Person.sessionUser(browser(other))).isNull();
            assertThat(Person.sessionUser(browser(signedUp))).isNull();
            assertThat(Person.sessionUser(browser(reply))).isEqualTo(ada.email());
            assertThat(Person.token(reply))
                    .startsWith(reply.json().path("token").asString());
        }

        @Test
        void lets_one_of_many_at_the_same_time_through() throws Exception {
            try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Integer> statuses = many
                        .invokeAll(IntStream.range(0, 4)
                                .mapToObj(i -> (java.util.concurrent.Callable<Integer>) () ->
                                        change(change("horse number " + i)).status())
                                .toList())
                        .stream()
                        .map(future -> future.resultNow())
                        .toList();
                assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 400);
            }
        }

        @Test
        void is_checked() {
            assertThat(code(change(change(NEW).put("currentPassword", "wrong horse 1"))
                            .is(400)))
                    .isEqualTo("INVALID_PASSWORD");
            assertThat(code(change(change("short")).is(400))).isEqualTo("PASSWORD_TOO_SHORT");
            assertThat(code(change(change("x".repeat(129))).is(400))).isEqualTo("PASSWORD_TOO_LONG");
            Visitor.anonymous()
                    .post("/api/auth/change-password", change(NEW).toString())
                    .is(401);
            ada.signIn().is(200);
        }

        private ObjectNode change(String to) {
            return Bodies.object().put("currentPassword", Person.PASSWORD).put("newPassword", to);
        }

        private Reply change(ObjectNode body) {
            return browser(signedUp).post("/api/auth/change-password", body.toString());
        }
    }

    @Nested
    class Having_forgotten_it {
        @Test
        void is_mended_by_a_link_that_works_once() {
            assertThat(request("/request-password-reset", ada.email(), Person.ORIGIN + "/reset?x=1")
                            .is(200)
                            .json()
                            .path("status")
                            .asBoolean())
                    .isTrue();
            URI link = URI.create(Mailbox.link(ada.email()));
            assertThat(link.toString()).startsWith("http://localhost:3000/api/auth/reset-password/");
            Reply followed = Visitor.anonymous()
                    .get(link.getRawPath() + "?" + link.getRawQuery())
                    .is(302);
            String page = followed.header("Location").orElseThrow();
            assertThat(page).startsWith(Person.ORIGIN + "/reset?x=1&token=");
            String token = page.replaceFirst(".*token=", "");
            assertThat(token).matches("[A-Za-z0-9]{24}");

            assertThat(code(reset(token, "short").is(400))).isEqualTo("PASSWORD_TOO_SHORT");
            reset(token, NEW).is(200);
            ada.withPassword(NEW).signIn().is(200);
            assertThat(Person.sessionUser(browser(signedUp))).isEqualTo(ada.email());
            assertThat(code(reset(token, "a third horse 3").is(400))).isEqualTo("INVALID_TOKEN");
            assertThat(Visitor.anonymous()
                            .get(link.getRawPath() + "?callbackURL=/reset")
                            .is(302)
                            .header("Location"))
                    .hasValue("http://localhost:3000/reset?error=INVALID_TOKEN");
        }

        @Test
        void is_answered_to_strangers_in_the_same_words_and_by_its_old_name() {
            String known =
                    request("/request-password-reset", ada.email(), "/").is(200).text();
            assertThat(request("/request-password-reset", Person.stranger().email(), "/")
                            .is(200)
                            .text())
                    .isEqualTo(known);
            assertThat(request("/forget-password", ada.email(), "/").is(200).text())
                    .isEqualTo(known);
        }

        @Test
        void leads_nobody_astray() {
            assertThat(code(request("/request-password-reset", ada.email(), "https://evil.test/")
                            .is(403)))
                    .isEqualTo("INVALID_REDIRECT_URL");
            assertThat(code(Visitor.anonymous()
                            .get("/api/auth/reset-password/x?callbackURL=https://evil.test")
                            .is(403)))
                    .isEqualTo("INVALID_CALLBACK_URL");
            assertThat(code(Visitor.anonymous()
                            .get("/api/auth/reset-password/x")
                            .is(400)))
                    .isEqualTo("VALIDATION_ERROR");
        }

        @Test
        void leads_to_a_page_whatever_it_is_called() {
            assertThat(Visitor.anonymous()
                            .get("/api/auth/reset-password/x?callbackURL=/%C4%81?b=%C4%81")
                            .is(302)
                            .header("Location"))
                    .hasValue("http://localhost:3000/%C4%81?b=%C4%81&error=INVALID_TOKEN");
        }

        @Test
        void lets_one_of_many_at_the_same_time_through() throws Exception {
            request("/request-password-reset", ada.email(), "/").is(200);
            String token = URI.create(Mailbox.link(ada.email())).getPath().replaceFirst(".*/", "");
            try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Integer> statuses = many
                        .invokeAll(IntStream.range(0, 5)
                                .mapToObj(i -> (java.util.concurrent.Callable<Integer>)
                                        () -> reset(token, "horse number " + i).status())
                                .toList())
                        .stream()
                        .map(future -> future.resultNow())
                        .toList();
                assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 400);
            }
        }

        @Test
        void takes_the_token_in_the_query_too() {
            request("/request-password-reset", ada.email(), "/").is(200);
            String token = URI.create(Mailbox.link(ada.email())).getPath().replaceFirst(".*/", "");
            Visitor.anonymous()
                    .post(
                            "/api/auth/reset-password?token=" + token,
                            Bodies.object().put("newPassword", NEW).toString())
                    .is(200);
            assertThat(code(Person.post("/reset-password", Bodies.object().put("newPassword", NEW))
                            .is(400)))
                    .isEqualTo("INVALID_TOKEN");
        }

        private Reply request(String path, String email, String redirectTo) {
            return Person.post(path, Bodies.object().put("email", email).put("redirectTo", redirectTo));
        }

        private Reply reset(String token, String password) {
            return Person.post(
                    "/reset-password", Bodies.object().put("token", token).put("newPassword", password));
        }
    }

    private static String code(Reply reply) {
        return reply.json().path("code").asString();
    }
}
