package io.vedette.notifications.mail;

import static io.vedette.notifications.mail.MailNode.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.notifications.mail.MailTable.Claimed;
import io.vedette.platform.data.DatabaseUrl;
import io.vedette.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose a mail is, when a node was slower than its lease. */
class MailTableTest {
    private static final DatabaseUrl URL = TestDatabase.fresh();
    private static final Duration GAP = Duration.ofMillis(1);
    private static final Duration LEASE = Duration.ofSeconds(60);

    private final MovingClock clock = new MovingClock(Instant.parse("2026-03-30T12:00:00Z"));
    private final FakeResend resend = new FakeResend();
    private final MailNode node = new MailNode(URL, MailNode.SLEEPY, clock, MailNode.sending(resend, MailNode.KEY));
    private final MailTable table = node.bean(MailTable.class);

    @BeforeEach
    void one() {
        node.bean(MailSender.class).stop();
        MailNode.forgetAll(URL);
        UUID id = UUID.randomUUID();
        table.insert(new Letter(id, "test", "test/" + id, "{}", clock.instant()))
                .block(SOON);
    }

    @AfterEach
    void close() {
        node.close();
        resend.close();
    }

    @Test
    void it_is_one_nodes_as_long_as_the_lease() {
        Claimed first = Objects.requireNonNull(claim());
        assertThat(claim()).isNull();
        clock.advance(LEASE);
        Claimed second = Objects.requireNonNull(claim());
        assertThat(second.letter()).isEqualTo(first.letter());
        assertThat(second.attempts()).isEqualTo(2);
        assertThat(second.attemptedBefore()).isEqualTo(first.firstAttemptAt());
    }

    @Test
    void a_late_node_does_not_set_back_what_another_has_taken_since() {
        Claimed late = Objects.requireNonNull(claim());
        clock.advance(LEASE);
        Objects.requireNonNull(claim());
        table.postpone(late, clock.instant(), "timeout", null).block(SOON);
        clock.advance(GAP);
        assertThat(claim()).isNull();
    }

    @Test
    void a_late_node_does_not_change_how_it_ended() {
        Claimed late = Objects.requireNonNull(claim());
        table.sent(late.id(), "id", null).block(SOON);
        table.failed(late.id(), "expired").block(SOON);
        table.postpone(late, clock.instant(), "timeout", null).block(SOON);
        assertThat(TestDatabase.ask(URL, "select concat(state, problem, settled_at is null) from mails"))
                .containsExactly("sentf");
    }

    private @Nullable Claimed claim() {
        return table.claim("account", GAP, LEASE).block(SOON);
    }
}
