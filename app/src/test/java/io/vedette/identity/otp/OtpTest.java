package io.vedette.identity.otp;

import static io.vedette.testing.Person.browser;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Bodies;
import io.vedette.testing.Mailbox;
import io.vedette.testing.Person;
import io.vedette.testing.Race;
import io.vedette.testing.Reply;
import io.vedette.testing.ServerTest;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

@ServerTest
class OtpTest {
    private final Person ada = Person.stranger();

    @Nested
    class Signing_in {
        @Test
        void as_somebody_new_makes_an_account_whose_address_is_proven() {
            Reply reply = Person.post("/sign-in/email-otp", sent("sign-in").put("name", "Ada"))
                    .is(200);
            assertThat(reply.json().propertyNames()).containsExactlyInAnyOrder("token", "user");
            assertThat(reply.json().at("/user/emailVerified").asBoolean()).isTrue();
            assertThat(reply.json().at("/user/name").asString()).isEqualTo("Ada");
            assertThat(Person.sessionUser(browser(reply))).isEqualTo(ada.email());
            ada.signIn().is(401);
        }

        @Test
        void takes_away_what_whoever_signed_up_before_may_have_had() {
            Reply before = ada.signUp().is(200);
            Reply reply = Person.post("/sign-in/email-otp", sent("sign-in")).is(200);
            assertThat(reply.json().at("/user/emailVerified").asBoolean()).isTrue();
            assertThat(Person.sessionUser(browser(before))).isNull();
            ada.signIn().is(401);
        }

        @Test
        void takes_away_what_whoever_signs_up_at_the_same_time_may_have() throws Exception {
            ObjectNode body = sent("sign-in");
            Reply reply = Race.lost(
                    TestServer.running().database(),
                    """
                    insert into "user" (id, name, email, "emailVerified") values ('%1$s', 'Mallory', '%1$s', false);
                    insert into account (id, "accountId", "providerId", "userId", password, "updatedAt")
                    values ('%1$s', '%1$s', 'credential', '%1$s', 'known to Mallory', now())
                    """.formatted(ada.email()),
                    () -> Person.post("/sign-in/email-otp", body));
            assertThat(reply.is(200).json().at("/user/emailVerified").asBoolean())
                    .isTrue();
            assertThat(TestDatabase.ask(
                            TestServer.running().database(),
                            "select 1 from account where \"userId\" = '%s'".formatted(ada.email())))
                    .isEmpty();
        }

        @Test
        void leaves_somebody_known_their_password_and_sessions() {
            Reply before = ada.signUp().is(200);
            TestDatabase.execute(
                    TestServer.running().database(),
                    "update \"user\" set \"emailVerified\" = true where email = '%s'".formatted(ada.email()));
            Person.post("/sign-in/email-otp", sent("sign-in")).is(200);
            assertThat(Person.sessionUser(browser(before))).isEqualTo(ada.email());
            ada.signIn().is(200);
        }

        @Test
        void lets_one_of_many_with_the_same_code_in() throws Exception {
            ObjectNode body = sent("sign-in");
            try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Callable<Integer>> calls = IntStream.range(0, 5)
                        .<Callable<Integer>>mapToObj(_ ->
                                () -> Person.post("/sign-in/email-otp", body).status())
                        .toList();
                assertThat(many.invokeAll(calls).stream().map(Future::resultNow))
                        .containsOnlyOnce(200)
                        .containsOnly(200, 400);
            }
        }
    }

    @Nested
    class A_code {
        @Test
        void is_kept_as_a_hash() {
            ObjectNode body = sent("sign-in");
            String kept = TestDatabase.ask(
                            TestServer.running().database(),
                            "select value from verification where identifier = 'sign-in-otp-%s'".formatted(ada.email()))
                    .getFirst();
            assertThat(kept)
                    .matches("[A-Za-z0-9_-]{43}:0")
                    .doesNotContain(body.path("otp").asString());
        }

        @Test
        void may_be_tried_without_being_spent() {
            ObjectNode body = sent("sign-in").put("type", "sign-in");
            Person.post("/email-otp/check-verification-otp", body).is(200);
            Person.post("/email-otp/check-verification-otp", body).is(200);
            Person.post("/sign-in/email-otp", body).is(200);
            isError(Person.post("/sign-in/email-otp", body), 400, "INVALID_OTP", "Invalid OTP");
        }

        @Test
        void is_gone_after_three_wrong_tries() {
            ObjectNode right = sent("sign-in");
            ObjectNode wrong = right.deepCopy().put("otp", other(right));
            for (int tries = 0; tries < 3; tries++) {
                isError(Person.post("/sign-in/email-otp", wrong), 400, "INVALID_OTP", "Invalid OTP");
            }
            isError(Person.post("/sign-in/email-otp", right), 403, "TOO_MANY_ATTEMPTS", "Too many attempts");
            isError(Person.post("/sign-in/email-otp", right), 400, "INVALID_OTP", "Invalid OTP");
        }

        @Test
        void counts_wrong_tries_wherever_they_are_made() {
            ObjectNode right = sent("sign-in").put("type", "sign-in");
            ObjectNode wrong = right.deepCopy().put("otp", other(right));
            Person.post("/email-otp/check-verification-otp", wrong).is(400);
            Person.post("/sign-in/email-otp", wrong).is(400);
            Person.post("/email-otp/check-verification-otp", wrong).is(400);
            Person.post("/email-otp/check-verification-otp", right).is(403);
        }

        @Test
        void that_has_run_out_says_so_once() {
            ObjectNode body = sent("sign-in");
            TestDatabase.execute(
                    TestServer.running().database(),
                    "update verification set \"expiresAt\" = now() where identifier = 'sign-in-otp-%s'"
                            .formatted(ada.email()));
            isError(Person.post("/sign-in/email-otp", body), 400, "OTP_EXPIRED", "OTP expired");
            isError(Person.post("/sign-in/email-otp", body), 400, "INVALID_OTP", "Invalid OTP");
        }

        @Test
        void that_is_sent_again_replaces_the_one_before() {
            ObjectNode first = sent("sign-in");
            send("sign-in").is(200);
            String second = Mailbox.code(ada.email(), 2);
            if (!second.equals(first.path("otp").asString())) {
                Person.post("/sign-in/email-otp", first).is(400);
            }
            Person.post("/sign-in/email-otp", first.put("otp", second)).is(200);
        }

        @Test
        void is_sent_to_strangers_to_sign_in_only() {
            send("email-verification").is(200);
            send("forget-password").is(200);
            send("sign-in").is(200);
            Mailbox.code(ada.email(), 1);
            assertThat(Mailbox.textsTo(ada.email())).hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"email-otp/check-verification-otp", "email-otp/verify-email", "email-otp/reset-password"})
        void that_was_never_sent_is_wrong(String path) {
            ObjectNode body = Bodies.object()
                    .put("email", ada.email())
                    .put("otp", "123456")
                    .put("type", "sign-in")
                    .put("password", Person.PASSWORD);
            isError(Person.post("/" + path, body), 400, "INVALID_OTP", "Invalid OTP");
        }

        @Test
        void is_for_an_address_and_of_a_kind_that_there_is() {
            isError(
                    Person.post(
                            "/email-otp/send-verification-otp",
                            Bodies.object().put("email", "nobody").put("type", "sign-in")),
                    400,
                    "INVALID_EMAIL",
                    "Invalid email");
            assertThat(send("change-email").is(400).text()).isEqualTo("{\"message\":\"Invalid OTP type\"}");
            assertThat(send("nonsense").is(400).json().path("code").asString()).isEqualTo("VALIDATION_ERROR");
        }
    }

    @Nested
    class Proving {
        @Test
        void an_address_marks_it() {
            ada.signUp().is(200);
            Reply reply = Person.post("/email-otp/verify-email", sent("email-verification"))
                    .is(200);
            assertThat(reply.json().path("status").asBoolean()).isTrue();
            assertThat(reply.json().path("token").isNull()).isTrue();
            assertThat(reply.json().at("/user/emailVerified").asBoolean()).isTrue();
            assertThat(Person.setCookies(reply)).isEmpty();
        }
    }

    @Nested
    class Resetting {
        @Test
        void a_password_makes_the_account_if_there_is_none_and_proves_the_address() {
            Reply entered = Person.post("/sign-in/email-otp", sent("sign-in")).is(200);
            assertThat(Person.post(
                                    "/email-otp/request-password-reset",
                                    Bodies.object().put("email", ada.email()))
                            .is(200)
                            .text())
                    .isEqualTo("{\"success\":true}");
            ObjectNode body = Bodies.object()
                    .put("email", ada.email())
                    .put("otp", Mailbox.code(ada.email(), 2))
                    .put("password", "short");
            Person.post("/email-otp/reset-password", body).is(400);
            Person.post("/email-otp/reset-password", body.put("password", Person.PASSWORD))
                    .is(200);
            assertThat(ada.signIn().is(200).json().at("/user/emailVerified").asBoolean())
                    .isTrue();
            assertThat(Person.sessionUser(browser(entered))).isEqualTo(ada.email());
        }

        @Test
        void by_its_old_name_works_too() {
            Person.post("/forget-password/email-otp", Bodies.object().put("email", ada.email()))
                    .is(200);
        }
    }

    private ObjectNode sent(String type) {
        send(type).is(200);
        return Bodies.object().put("email", ada.email()).put("otp", Mailbox.code(ada.email(), 1));
    }

    private Reply send(String type) {
        return Person.post(
                "/email-otp/send-verification-otp",
                Bodies.object().put("email", ada.email()).put("type", type));
    }

    private static String other(ObjectNode right) {
        return right.path("otp").asString().equals("000000") ? "000001" : "000000";
    }

    private static void isError(Reply reply, int status, String code, String message) {
        assertThat(reply.is(status).text()).isEqualTo("{\"message\":\"%s\",\"code\":\"%s\"}".formatted(message, code));
    }
}
