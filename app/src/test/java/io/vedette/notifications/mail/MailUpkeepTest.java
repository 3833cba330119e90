package io.vedette.notifications.mail;

import static io.vedette.notifications.mail.MailNode.MAIL;
import static io.vedette.notifications.mail.MailNode.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.data.DatabaseUrl;
import io.vedette.testing.Await;
import io.vedette.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MailUpkeepTest {
    private final DatabaseUrl url = TestDatabase.fresh();
    private final MovingClock clock = new MovingClock(Instant.parse("2026-03-30T12:00:00Z"));
    private final FakeResend resend = new FakeResend();

    @Test
    void forgets_what_was_settled_a_month_ago_and_nothing_that_waits() {
        int old = 2 * MailUpkeep.BATCH + 5;
        TestDatabase.execute(url, """
                insert into mails (id, template, idempotency_key, created_at, next_at, settled_at, state)
                select gen_random_uuid(), 'old', 'old/' || n, 'epoch', 'epoch', timestamptz '2026-03-01 12:00Z', 'sent'
                from generate_series(1, %d) n
                """.formatted(old));
        try (resend;
                MailNode node = node()) {
            resend.always(FakeResend.error(429, "monthly_quota_exceeded"));
            node.sends(MAIL);
            Await.until("it waits", SOON, () -> node.gauge("vedette.mail.paused") == 1);
            assertThat(MailNode.count(url, "template = 'old'")).isEqualTo(old);
            clock.advance(Duration.ofHours(25));
            Await.until("they are gone", SOON, () -> MailNode.count(url, "template = 'old'") == 0);
            assertThat(MailNode.count(url, "settled_at is null")).isEqualTo(1);
            Await.until("they are counted", SOON, () -> node.count("vedette.mail.forgotten") == old);
        }
    }

    @Test
    void tells_how_many_wait_and_for_how_long() {
        try (resend;
                MailNode node = node()) {
            resend.always(FakeResend.error(429, "daily_quota_exceeded"));
            node.sends(MAIL);
            node.sends(MAIL);
            Await.until("both are seen", SOON, () -> node.gauge("vedette.mail.waiting") == 2);
            clock.advance(Duration.ofHours(1));
            Await.until("their age is seen", SOON, () -> node.gauge("vedette.mail.oldest.age.seconds") >= 3600);
        }
    }

    private MailNode node() {
        return new MailNode(url, MailNode.EAGER, clock, MailNode.sending(resend, MailNode.KEY));
    }
}
