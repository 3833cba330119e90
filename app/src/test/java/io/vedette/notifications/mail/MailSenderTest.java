package io.vedette.notifications.mail;

import static io.vedette.notifications.mail.FakeResend.error;
import static io.vedette.notifications.mail.FakeResend.status;
import static io.vedette.notifications.mail.MailNode.EAGER;
import static io.vedette.notifications.mail.MailNode.MAIL;
import static io.vedette.notifications.mail.MailNode.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.data.DatabaseUrl;
import io.vedette.platform.ops.Health;
import io.vedette.testing.Await;
import io.vedette.testing.SecretScan;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.faults.StandIn;
import io.vedette.testing.faults.StandIn.Received;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** A mail that was written down is sent, once, whatever goes wrong on the way. */
class MailSenderTest {
    private static final DatabaseUrl URL = TestDatabase.fresh();

    private final FakeResend resend = new FakeResend();
    private final MovingClock clock = new MovingClock(Instant.parse("2026-03-30T12:00:00Z"));

    @BeforeEach
    void empty() {
        MailNode.forgetAll(URL);
    }

    @AfterEach
    void close() {
        resend.close();
    }

    @Nested
    class Writing {
        @Test
        void sends_after_the_commit_and_keeps_what_became_of_it() {
            try (MailNode node = node()) {
                node.sends(MAIL);
                MailNode.isSettled(URL, 1);
                String key = resend.keys().getFirst();
                assertThat(key).matches("reset-password/[0-9a-f-]{36}");
                assertThat(column("state || ' ' || provider_id || ' ' || attempts || ' ' || idempotency_key"))
                        .containsExactly("sent %s 1 %s".formatted(FakeResend.idOf(key), key));
                assertThat(node.count("vedette.mail.sent")).isEqualTo(1);
            }
        }

        @Test
        void wakes_the_sender_of_its_node() {
            try (MailNode node = new MailNode(URL, resend, MailNode.SLEEPY)) {
                Await.until(
                        "it has looked", SOON, () -> node.bean(MailSender.class).isRunning());
                node.sends(MAIL);
                MailNode.isSettled(URL, 1);
                node.sends(MAIL);
                MailNode.isSettled(URL, 2);
            }
        }

        @Test
        void sends_nothing_when_the_transaction_is_rolled_back() {
            try (MailNode node = node()) {
                Mono<Void> doomed = node.bean(Mailer.class)
                        .send(MAIL)
                        .then(Mono.error(new IllegalStateException("the rest of the transaction failed")));
                node.transactions().write(doomed).onErrorComplete().block(SOON);
                node.sends(MAIL);
                MailNode.isSettled(URL, 1);
                assertThat(resend.received).hasSize(1);
            }
        }

        @Test
        void sends_nothing_before_the_commit() {
            try (MailNode node = node()) {
                node.transactions()
                        .write(node.bean(Mailer.class)
                                .send(MAIL)
                                .doOnSuccess(_ -> assertThat(resend.received).isEmpty()))
                        .block(SOON);
                MailNode.isSettled(URL, 1);
            }
        }

        @Test
        void leaves_neither_address_nor_body_to_be_read_in_the_database() {
            resend.always(error(500, "internal_server_error"));
            try (MailNode node = node()) {
                node.sends(MAIL);
                Await.until("it was tried", SOON, () -> !resend.received.isEmpty());
                String row = String.join("", column("mails::text || encode(sealed, 'escape')"));
                SecretScan.foundNoneIn(row, List.of("ada@", "Reset it", "t0ken", "x.test"));
                resend.always(FakeResend.WELL);
                MailNode.isSettled(URL, 1);
                assertThat(column("coalesce(encode(sealed, 'hex'), 'wiped')")).containsExactly("wiped");
            }
        }

        @Test
        void says_in_the_log_and_in_its_own_text_nothing_of_what_it_says() {
            resend.next(error(500, "internal_server_error"), error(403, "validation_error"));
            try (SecretScan log = SecretScan.ofTheLog();
                    MailNode node = node()) {
                node.sends(MAIL);
                MailNode.isSettled(URL, 1);
                node.sends(MAIL);
                MailNode.isSettled(URL, 2);
                assertThat(log.lines()).anyMatch(line -> line.contains("(reset-password) was taken"));
                log.foundNoneOf(List.of("ada@example", "Reset it", "t0ken", MailNode.KEY));
            }
            assertThat(MAIL).hasToString("Mail[template=reset-password]");
        }
    }

    @Nested
    class Again {
        @Test
        void comes_the_same_key_with_the_same_bytes() {
            resend.next(
                    error(500, "application_error"),
                    status(502, "<html>Bad Gateway</html>"),
                    status(200, "<html>Sign in to this network</html>"),
                    error(409, "concurrent_idempotent_requests"));
            try (MailNode node = node()) {
                node.sends(MAIL);
                MailNode.isSettled(URL, 1);
            }
            assertThat(resend.received).hasSize(5);
            assertThat(new HashSet<>(resend.keys())).hasSize(1);
            assertThat(resend.received.stream().map(Received::body).distinct()).hasSize(1);
            assertThat(column("state || attempts")).containsExactly("sent5");
        }

        @Test
        void comes_what_a_node_has_taken_and_not_answered_for_once_its_lease_is_over() {
            resend.next(StandIn.SILENT);
            try (MailNode dying = node()) {
                dying.sends(MAIL);
                Await.until("it is under way", SOON, () -> resend.received.size() == 1);
            }
            try (MailNode other = node()) {
                Await.until("the other one looks", SOON, () -> other.gauge("vedette.mail.waiting") == 1);
                assertThat(resend.received).hasSize(1);
                clock.advance(EAGER.lease().plusSeconds(1));
                MailNode.isSettled(URL, 1);
            }
            assertThat(resend.received).hasSize(2);
            assertThat(new HashSet<>(resend.received.stream()
                            .map(request -> request.header("idempotency-key") + request.body())
                            .toList()))
                    .hasSize(1);
        }

        @Test
        void comes_nothing_once_the_provider_may_have_forgotten_the_key() {
            resend.always(error(500, "internal_server_error"));
            try (MailNode node = node()) {
                node.sends(MAIL);
                Await.until("it was tried", SOON, () -> !resend.received.isEmpty());
                clock.advance(EAGER.lastRetry().plusMinutes(10));
                MailNode.isSettled(URL, 1);
                int tries = resend.received.size();
                assertThat(column("state || ' ' || problem || ' ' || attempts"))
                        .containsExactly("failed expired " + (tries + 1));
                assertThat(node.count("vedette.mail.failed", "name", "expired")).isEqualTo(1);
            }
        }

        @Test
        void comes_nothing_that_was_refused_for_good() {
            resend.next(error(422, "invalid_parameter"));
            try (MailNode node = node()) {
                node.sends(MAIL);
                MailNode.isSettled(URL, 1);
                node.sends(MAIL);
                MailNode.isSettled(URL, 2);
                assertThat(node.count("vedette.mail.failed", "name", "invalid_parameter"))
                        .isEqualTo(1);
                assertThat(node.health()).isEqualTo(Health.OK);
            }
            assertThat(new HashSet<>(resend.keys())).hasSize(2);
            assertThat(column("coalesce(problem, 'none')")).containsExactly("invalid_parameter", "none");
        }

        @Test
        void comes_nothing_that_had_been_taken_in_other_words_and_somebody_is_told() {
            resend.next(error(409, "invalid_idempotent_request"));
            try (MailNode node = node()) {
                node.sends(MAIL);
                MailNode.isSettled(URL, 1);
                assertThat(column("state || problem")).containsExactly("sentinvalid_idempotent_request");
                assertThat(node.health().detail()).contains("invalid_idempotent_request");
            }
        }

        @Test
        void comes_nothing_that_this_secret_does_not_open() {
            try (MailNode node = node()) {
                TestDatabase.execute(URL, """
                        insert into mails (id, template, idempotency_key, sealed, created_at, next_at)
                        values (gen_random_uuid(), 'old', 'old/1', 'nonsense', 'epoch', 'epoch')
                        """);
                MailNode.isSettled(URL, 1);
                assertThat(column("state || problem")).containsExactly("failedunopenable");
                assertThat(node.health().detail()).contains("unopenable");
            }
            assertThat(resend.received).isEmpty();
        }
    }

    private MailNode node() {
        return new MailNode(URL, EAGER, clock, MailNode.sending(resend, MailNode.KEY));
    }

    private static List<String> column(String expression) {
        return TestDatabase.ask(URL, "select %s from mails order by id".formatted(expression));
    }
}
