package io.vedette.identity.session;

import static io.vedette.testing.Person.browser;
import static io.vedette.testing.Person.setCookies;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Await;
import io.vedette.testing.Bodies;
import io.vedette.testing.Person;
import io.vedette.testing.Reply;
import io.vedette.testing.ServerTest;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import io.vedette.testing.Visitor;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ServerTest
class SessionsTest {
    private static final String GET = "/api/auth/get-session";

    private final Person ada = Person.stranger();
    private final Reply signedUp = ada.signUp().is(200);
    private final String token = signedUp.json().path("token").asString();

    @Nested
    class Reading {
        @Test
        void tells_the_session_and_whose_it_is() {
            Reply reply = browser(signedUp).get(GET).is(200);
            assertThat(reply.json().path("session").propertyNames())
                    .containsExactlyInAnyOrder(
                            "id", "token", "userId", "expiresAt", "createdAt", "updatedAt", "ipAddress", "userAgent");
            assertThat(reply.json().at("/session/token").asString()).isEqualTo(token);
            assertThat(reply.json().at("/session/ipAddress").asString()).startsWith("10.");
            assertThat(reply.json().at("/user/email").asString()).isEqualTo(ada.email());
            assertThat(reply.header("Cache-Control")).hasValue("no-store");
            assertThat(reply.header("Pragma")).hasValue("no-cache");
            assertThat(setCookies(reply)).isEmpty();
        }

        @Test
        void takes_a_token_in_every_form() {
            String signed = Person.token(signedUp);
            for (String shown : List.of(token, signed, URLEncoder.encode(signed, StandardCharsets.UTF_8))) {
                for (String scheme : List.of("Bearer ", "bearer ")) {
                    Visitor bearer = Visitor.anonymous().with("Authorization", scheme + shown);
                    assertThat(Person.sessionUser(bearer)).as(shown).isEqualTo(ada.email());
                }
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"nobody", "a.b", "%zz", "%00", "VbbO4yjQanCLLJQ10JMVK0XbQMwWhYKV", "x.eyJ.y"})
        void without_a_good_one_is_null_and_not_an_error(String shown) {
            assertThat(Visitor.anonymous().bearing(shown).get(GET).is(200).text())
                    .isEqualTo("null");
            assertThat(Visitor.anonymous().get(GET).is(200).text()).isEqualTo("null");
        }

        @Test
        void believes_a_cookie_beside_a_bearer_that_makes_no_sense() {
            assertThat(Person.sessionUser(browser(signedUp).bearing("bad.signature")))
                    .isEqualTo(ada.email());
        }

        @Test
        void of_a_forged_cookie_is_null_and_sets_none() {
            Visitor forger = Visitor.anonymous()
                    .with("Cookie", "better-auth.session_token=" + token + "." + "A".repeat(43) + "%3D");
            Reply reply = forger.get(GET).is(200);
            assertThat(reply.text()).isEqualTo("null");
            assertThat(setCookies(reply)).isEmpty();
        }

        @Test
        void of_a_dead_session_takes_the_cookies_away_and_the_row() {
            sql("update session set \"expiresAt\" = now() - interval '1 second'");
            Reply reply = browser(signedUp).get(GET).is(200);
            assertThat(reply.text()).isEqualTo("null");
            assertThat(setCookies(reply))
                    .containsExactly(
                            "better-auth.session_token=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax",
                            "better-auth.session_data=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax",
                            "better-auth.dont_remember=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax");
            assertThat(reply.header("set-auth-token")).isEmpty();
            assertThat(rows()).isZero();
        }

        @Test
        void by_POST_is_refused_with_a_reason() {
            assertThat(browser(signedUp)
                            .post(GET, "{}")
                            .is(405)
                            .json()
                            .path("code")
                            .asString())
                    .isEqualTo("METHOD_NOT_ALLOWED_DEFER_SESSION_REQUIRED");
        }
    }

    @Nested
    class Lasting {
        @Test
        void a_session_used_after_a_day_lives_seven_more() {
            sql("update session set \"expiresAt\" = now() + interval '6 days' - interval '1 second'");
            Reply reply = browser(signedUp).get(GET).is(200);
            assertThat(setCookies(reply)).hasSize(1);
            assertThat(setCookies(reply).getFirst()).contains("Max-Age=604800");
            assertThat(reply.header("set-auth-token")).isPresent();
            assertThat(daysLeft()).isEqualTo(7);
        }

        @Test
        void any_other_call_does_the_same() {
            sql("update session set \"expiresAt\" = now() + interval '2 days'");
            Reply reply = Person.bearer(signedUp).get("/api/auth/list-sessions").is(200);
            assertThat(setCookies(reply)).hasSize(1);
            assertThat(daysLeft()).isEqualTo(7);
        }

        @Test
        void what_a_call_itself_says_of_the_session_is_all_that_is_said() {
            sql("update session set \"expiresAt\" = now() + interval '2 days'");
            Reply changed = browser(signedUp)
                    .post(
                            "/api/auth/change-password",
                            Bodies.object()
                                    .put("currentPassword", Person.PASSWORD)
                                    .put("newPassword", "another horse 2")
                                    .put("revokeOtherSessions", true)
                                    .toString())
                    .is(200);
            assertThat(setCookies(changed)).hasSize(1);
            assertThat(changed.response().headers().allValues("set-auth-token")).hasSize(1);
            assertThat(Person.token(changed))
                    .startsWith(changed.json().path("token").asString());

            sql("update session set \"expiresAt\" = now() + interval '2 days'");
            Reply ended =
                    browser(changed).post("/api/auth/revoke-sessions", "{}").is(200);
            assertThat(setCookies(ended)).hasSize(3).allMatch(cookie -> cookie.contains("=; Max-Age=0;"));
            assertThat(ended.header("set-auth-token")).isEmpty();
        }

        @Test
        void a_session_is_left_alone_when_asked_for() {
            sql("update session set \"expiresAt\" = now() + interval '2 days'");
            assertThat(setCookies(
                            browser(signedUp).get(GET + "?disableRefresh=false").is(200)))
                    .isEmpty();
            assertThat(daysLeft()).isEqualTo(2);
        }

        @Test
        void a_session_that_is_not_to_be_remembered_is_not_lengthened() {
            Reply brief = Person.post("/sign-in/email", ada.credentials().put("rememberMe", false))
                    .is(200);
            assertThat(setCookies(browser(brief).get(GET).is(200))).isEmpty();
        }
    }

    @Nested
    class Ending {
        @Test
        void by_signing_out_takes_cookies_and_row_away_and_may_be_done_twice() {
            Visitor browser = browser(signedUp);
            assertThat(browser.post("/api/auth/sign-out", "{}").is(200).text()).isEqualTo("{\"success\":true}");
            assertThat(Person.sessionUser(browser)).isNull();
            assertThat(setCookies(browser.post("/api/auth/sign-out", null).is(200)))
                    .hasSize(3);
            assertThat(rows()).isZero();
        }

        @Test
        void by_signing_out_works_with_a_token() {
            Person.bearer(signedUp).post("/api/auth/sign-out", null).is(200);
            assertThat(rows()).isZero();
        }

        @Test
        void of_one_leaves_the_others() {
            Reply second = ada.signIn().is(200);
            String other = second.json().path("token").asString();
            assertThat(revoke(browser(signedUp), other).text()).isEqualTo("{\"status\":true}");
            assertThat(Person.sessionUser(browser(second))).isNull();
            assertThat(Person.sessionUser(browser(signedUp))).isEqualTo(ada.email());
        }

        @Test
        void of_somebody_elses_is_answered_and_not_done() {
            Reply mallory = Person.stranger().signUp().is(200);
            revoke(browser(mallory), token).is(200);
            assertThat(Person.sessionUser(browser(signedUp))).isEqualTo(ada.email());
            revoke(browser(mallory), "no such token").is(200);
        }

        @Test
        void of_all_others_or_of_all_is_what_it_says() {
            Reply second = ada.signIn().is(200);
            browser(second).post("/api/auth/revoke-other-sessions", "{}").is(200);
            assertThat(Person.sessionUser(browser(signedUp))).isNull();
            assertThat(Person.sessionUser(browser(second))).isEqualTo(ada.email());
            Reply all = browser(second).post("/api/auth/revoke-sessions", "{}").is(200);
            assertThat(setCookies(all)).hasSize(3);
            assertThat(rows()).isZero();
        }

        @Test
        void on_another_node_is_felt_here_within_a_second() {
            browser(signedUp).get("/notes").is(200);
            sql("delete from session");
            Await.until(
                    "the session is dead",
                    Duration.ofSeconds(20),
                    () -> browser(signedUp).get("/notes").status() == 401);
        }

        private Reply revoke(Visitor visitor, String ended) {
            return visitor.post(
                            "/api/auth/revoke-session",
                            Bodies.object().put("token", ended).toString())
                    .is(200);
        }
    }

    @Nested
    class Listing {
        @Test
        void shows_ones_own_that_are_alive() {
            ada.signIn().is(200);
            Reply old = ada.signIn().is(200);
            TestDatabase.execute(
                    TestServer.running().database(),
                    "update session set \"expiresAt\" = now() where token = '%s'"
                            .formatted(old.json().path("token").asString()));
            Reply reply = browser(signedUp).get("/api/auth/list-sessions").is(200);
            assertThat(reply.json().isArray()).isTrue();
            assertThat(reply.json().size()).isEqualTo(2);
        }

        @Test
        void wants_a_session_that_is_not_older_than_a_day() {
            sql("update session set \"createdAt\" = now() - interval '25 hours'");
            Reply reply = browser(signedUp).get("/api/auth/list-sessions").is(403);
            assertThat(reply.text()).isEqualTo("{\"message\":\"Session is not fresh\",\"code\":\"SESSION_NOT_FRESH\"}");
        }

        @Test
        void is_not_for_strangers() {
            assertThat(Visitor.anonymous()
                            .get("/api/auth/list-sessions")
                            .is(401)
                            .text())
                    .isEqualTo("{\"message\":\"Unauthorized\",\"code\":\"UNAUTHORIZED\"}");
        }
    }

    private void sql(String statement) {
        TestDatabase.execute(
                TestServer.running().database(),
                statement + " where \"userId\" = (select id from \"user\" where email = '%s')".formatted(ada.email()));
    }

    private long rows() {
        return Long.parseLong(ask("count(*)"));
    }

    private long daysLeft() {
        return Long.parseLong(ask("round(extract(epoch from max(\"expiresAt\") - now()) / 86400)"));
    }

    private String ask(String what) {
        return TestDatabase.ask(
                        TestServer.running().database(),
                        "select %s from session where \"userId\" = (select id from \"user\" where email = '%s')"
                                .formatted(what, ada.email()))
                .getFirst();
    }
}
