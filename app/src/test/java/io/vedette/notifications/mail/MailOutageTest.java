package io.vedette.notifications.mail;

import static io.vedette.notifications.mail.MailNode.IMPATIENT;
import static io.vedette.notifications.mail.MailNode.MAIL;
import static io.vedette.notifications.mail.MailNode.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.data.DatabaseUrl;
import io.vedette.platform.ops.Health;
import io.vedette.testing.Alone;
import io.vedette.testing.Await;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import io.vedette.testing.Visitor;
import io.vedette.testing.faults.SelfSigned;
import io.vedette.testing.faults.StandIn;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Resend in every state a bad day has: each try has an end, nobody else waits, health names it, and it heals by itself. */
@Alone
class MailOutageTest {
    private static final int MAILS = 10;

    private final DatabaseUrl url = TestDatabase.fresh();

    record Fault(String name, String problem, Consumer<FakeResend> begin, Consumer<FakeResend> end) {
        static Fault answering(String name, String problem, StandIn.Behaviour behaviour) {
            return new Fault(
                    name, problem, resend -> resend.always(behaviour), resend -> resend.always(FakeResend.WELL));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Fault> faults() {
        return Stream.of(
                new Fault("refused", "unreachable", FakeResend::goAway, FakeResend::comeBack),
                Fault.answering("500", "internal_server_error", FakeResend.error(500, "internal_server_error")),
                Fault.answering("black hole", "timeout", StandIn.SILENT),
                Fault.answering("byte by byte", "timeout", StandIn.DRIPPING),
                Fault.answering("endless", "unreadable_answer", StandIn.ENDLESS));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void each_fault_ends_is_named_and_heals(Fault fault) {
        try (FakeResend resend = new FakeResend();
                MailNode node = new MailNode(url, resend, IMPATIENT)) {
            fault.begin().accept(resend);
            for (int mail = 0; mail < MAILS; mail++) {
                node.sends(MAIL);
            }
            isNamed(node, fault.problem());
            fault.end().accept(resend);
            MailNode.isSettled(url, MAILS);
            assertThat(node.health()).isEqualTo(Health.OK);
            assertThat(node.gauge("vedette.mail.circuit.open")).isZero();
            assertThat(new HashSet<>(resend.keys())).hasSize(MAILS);
            assertThat(MailNode.count(url, "state = 'sent'")).isEqualTo(MAILS);
        }
    }

    @Test
    void a_certificate_that_nobody_vouches_for_ends_the_try(@TempDir Path folder) throws Exception {
        try (FakeResend resend = new FakeResend(SelfSigned.in(folder));
                MailNode node = new MailNode(url, resend, IMPATIENT)) {
            node.sends(MAIL);
            isNamed(node, "tls_failed");
            assertThat(resend.received).isEmpty();
        }
    }

    @Test
    void while_the_circuit_is_open_one_mail_is_tried_every_so_often() {
        MovingClock clock = new MovingClock(Instant.parse("2026-03-30T12:00:00Z"));
        try (FakeResend resend = new FakeResend();
                MailNode node = new MailNode(url, MailNode.PROBING, clock, MailNode.sending(resend, MailNode.KEY))) {
            resend.always(FakeResend.error(500, "internal_server_error"));
            for (int mail = 0; mail < MAILS; mail++) {
                node.sends(MAIL);
            }
            isNamed(node, "internal_server_error");
            for (int probes = 0; probes < 3; probes++) {
                node.sends(MAIL);
                int waiting = MAILS + probes + 1;
                Await.until("it waits", SOON, () -> node.gauge("vedette.mail.waiting") == waiting);
                assertThat(resend.received).hasSize(MailNode.PROBING.failures() + probes);
                clock.advance(MailNode.PROBING.probe());
                int tries = MailNode.PROBING.failures() + probes + 1;
                Await.until("one is tried", SOON, () -> resend.received.size() == tries && postponed(node) == tries);
            }
            resend.always(FakeResend.WELL);
            clock.advance(MailNode.PROBING.probe());
            MailNode.isSettled(url, MAILS + 3);
        }
    }

    @Test
    void the_server_starts_serves_and_says_that_it_is_degraded() {
        FakeResend nobody = new FakeResend();
        nobody.close();
        Map<String, String> environment = new HashMap<>(MailNode.sending(nobody, MailNode.KEY));
        try (TestServer server = TestServer.start(environment)) {
            for (int mail = 0; mail < MAILS; mail++) {
                server.bean(Mailer.class).send(MAIL).block(SOON);
            }
            Visitor visitor = Visitor.at(server.url());
            Await.until(
                    "it is named",
                    SOON,
                    () -> visitor.get("/health")
                            .json()
                            .at("/checks/mail/detail")
                            .asString("")
                            .contains("unreachable"));
            assertThat(visitor.get("/health").is(200).json().path("status").asString())
                    .isEqualTo("degraded");
            visitor.get("/health/ready").is(200);
            visitor.get("/dev/mailbox").isProblem(404, "not_found");
        }
    }

    private static int postponed(MailNode node) {
        return (int) node.count("vedette.mail.postponed");
    }

    private static void isNamed(MailNode node, String problem) {
        Await.until("the circuit opens", SOON, () -> node.gauge("vedette.mail.circuit.open") == 1);
        Health health = node.health();
        assertThat(health.status()).isEqualTo(Health.Status.DOWN);
        assertThat(health.detail()).contains(problem);
        assertThat(node.bean(MailHealth.class).essential()).isFalse();
    }
}
