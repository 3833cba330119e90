package io.vedette.notifications.mail;

import static io.vedette.notifications.mail.MailNode.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.data.DatabaseUrl;
import io.vedette.testing.Await;
import io.vedette.testing.TcpProxy;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.faults.ServerProcess;
import io.vedette.testing.faults.Servers;
import io.vedette.testing.faults.StandIn;
import io.vedette.testing.faults.StandIn.Received;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server that is killed while it hands a mail over has neither lost it nor sent it twice. */
class KilledSenderTest {
    private static final String CODE_FOR_ADA = "{\"email\":\"ada@example.test\",\"type\":\"sign-in\"}";

    @RegisterExtension
    final Servers servers = new Servers();

    private final DatabaseUrl database = TestDatabase.fresh();
    private final FakeResend resend = new FakeResend();
    private final TcpProxy network =
            TcpProxy.to("localhost", URI.create(resend.url()).getPort());

    @AfterEach
    void close() {
        network.close();
        resend.close();
    }

    @Test
    void after_the_provider_has_heard_of_it_the_next_start_asks_the_same_again() {
        resend.next(StandIn.SILENT);
        ServerProcess server = server().start();
        wantsCode(server);
        Await.until("it is at the provider", SOON, () -> resend.received.size() == 1);
        server.kill9();
        isClaimed();
        leaseEnds();
        server.restart();
        MailNode.isSettled(database, 1);
        Received first = resend.received.remove();
        Received second = resend.received.remove();
        assertThat(resend.received).isEmpty();
        assertThat(second.header("idempotency-key"))
                .isEqualTo(first.header("idempotency-key"))
                .isEqualTo(row("idempotency_key"));
        assertThat(second.body()).isEqualTo(first.body()).contains("ada@example.test");
        isSentAs(first.header("idempotency-key"));
    }

    @Test
    void before_the_provider_has_heard_of_it_the_next_start_sends_it_once() {
        network.blackhole();
        ServerProcess server = server().start();
        wantsCode(server);
        Await.until("it is on its way", SOON, () -> network.openSockets() > 0);
        server.kill9();
        isClaimed();
        network.cut();
        network.heal();
        leaseEnds();
        server.restart();
        MailNode.isSettled(database, 1);
        assertThat(resend.keys()).containsExactly(row("idempotency_key"));
        isSentAs(row("idempotency_key"));
    }

    private ServerProcess server() {
        Map<String, String> environment = new HashMap<>(MailNode.sending(resend, MailNode.KEY));
        environment.put("RESEND_BASE_URL", "http://localhost:" + network.port());
        return servers.on(database, environment);
    }

    private static void wantsCode(ServerProcess server) {
        server.visitor()
                .post("/api/auth/email-otp/send-verification-otp", CODE_FOR_ADA)
                .is(200);
    }

    /** Nobody else takes it before its lease is over. */
    private void isClaimed() {
        assertThat(row("state || ' ' || attempts || ' ' || (settled_at is null and next_at > now())"))
                .isEqualTo("waiting 1 true");
    }

    private void leaseEnds() {
        TestDatabase.execute(database, "update mails set next_at = now() where next_at > now()");
    }

    private void isSentAs(String key) {
        assertThat(row("state || ' ' || attempts || ' ' || provider_id")).isEqualTo("sent 2 " + FakeResend.idOf(key));
    }

    private String row(String expression) {
        List<String> rows = TestDatabase.ask(database, "select %s from mails".formatted(expression));
        assertThat(rows).hasSize(1);
        return rows.getFirst();
    }
}
