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
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All nodes together keep to what the provider asks. */
class MailPaceTest {
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
    class Pace {
        @Test
        void is_kept_by_all_nodes_together_as_long_as_the_provider_asks() {
            resend.next(error(429, "rate_limit_exceeded", "retry-after", "600"));
            try (MailNode one = node();
                    MailNode other = node()) {
                one.sends(MAIL);
                Await.until("it is postponed", SOON, () -> MailNode.count(URL, "problem is not null") == 1);
                other.sends(MAIL);
                looks(one, other, 2);
                assertThat(resend.received).hasSize(1);
                clock.advance(Duration.ofSeconds(601));
                MailNode.isSettled(URL, 2);
                assertThat(resend.received).hasSize(3);
            }
        }

        @Test
        void follows_a_limit_that_is_just_used_up() {
            resend.next(status(200, "{\"id\":\"1\"}", "ratelimit-remaining", "0", "ratelimit-reset", "45"));
            try (MailNode one = node();
                    MailNode other = node()) {
                one.sends(MAIL);
                MailNode.isSettled(URL, 1);
                Await.until("the pace is slowed", SOON, () -> paceIsAhead());
                looks(one, other, 0);
                other.sends(MAIL);
                looks(one, other, 1);
                assertThat(resend.received).hasSize(1);
                clock.advance(Duration.ofSeconds(46));
                MailNode.isSettled(URL, 2);
            }
        }

        @Test
        void leaves_its_gap_between_two_mails_whoever_sends_them() {
            Map<String, String> slow = Map.of("MAIL_RATE_PER_SECOND", "1");
            try (MailNode one = node(slow);
                    MailNode other = node(slow)) {
                one.sends(MAIL);
                other.sends(MAIL);
                MailNode.isSettled(URL, 2);
                String apart = "max(first_attempt_at) - min(first_attempt_at) >= interval '1 second'";
                assertThat(TestDatabase.ask(URL, "select %s from mails".formatted(apart)))
                        .containsExactly("t");
            }
        }

        @Test
        void lets_several_nodes_share_the_work_and_send_each_mail_once() {
            int mails = 60;
            try (MailNode one = node();
                    MailNode other = node();
                    MailNode third = node()) {
                for (int mail = 0; mail < mails; mail++) {
                    one.sends(MAIL);
                }
                MailNode.isSettled(URL, mails);
                assertThat(resend.keys()).hasSize(mails).doesNotHaveDuplicates();
                assertThat(sent(one) + sent(other) + sent(third)).isEqualTo(mails);
            }
        }

        private double sent(MailNode node) {
            return node.count("vedette.mail.sent");
        }

        private boolean paceIsAhead() {
            return TestDatabase.ask(URL, "select extract(epoch from next_at)::bigint from mail_pace").stream()
                    .anyMatch(next -> Long.parseLong(next)
                            > clock.instant().plusSeconds(20).getEpochSecond());
        }
    }

    @Nested
    class Pause {
        @ParameterizedTest
        @CsvSource({"daily_quota_exceeded,2026-03-31T00:00:00Z", "monthly_quota_exceeded,2026-04-01T00:00:00Z"})
        void of_a_quota_holds_for_all_nodes_until_it_turns(String quota, Instant turn) {
            resend.next(error(429, quota));
            try (MailNode one = node();
                    MailNode other = node()) {
                one.sends(MAIL);
                Await.until("it is postponed", SOON, () -> MailNode.count(URL, "problem is not null") == 1);
                other.sends(MAIL);
                looks(one, other, 2);
                assertThat(resend.received).hasSize(1);
                Await.until("health knows", SOON, () -> other.health().status() == Health.Status.DEGRADED);
                assertThat(other.health().detail())
                        .contains(quota)
                        .contains(turn.toString().substring(0, 10));
                clock.advance(Duration.between(clock.instant(), turn).minusSeconds(60));
                looks(one, other, 2);
                assertThat(resend.received).hasSize(1);
                clock.advance(Duration.ofSeconds(61));
                MailNode.isSettled(URL, 2);
                Await.until("health knows", SOON, () -> other.health().equals(Health.OK));
            }
            assertThat(resend.received).hasSize(3);
        }

        @Test
        void of_a_key_that_was_refused_holds_until_there_is_another_key() {
            resend.next(error(401, "restricted_api_key"));
            try (MailNode node = node()) {
                node.sends(MAIL);
                MailNode.isSettled(URL, 1);
                node.sends(MAIL);
                Await.until("it waits", SOON, () -> node.gauge("vedette.mail.paused") == 1);
                assertThat(resend.received).hasSize(1);
                assertThat(node.count("vedette.mail.pauses")).isEqualTo(1);
            }
            assertThat(column("state").getFirst()).isEqualTo("failed");
            try (MailNode mended = new MailNode(URL, EAGER, clock, MailNode.sending(resend, "re_another_key"))) {
                MailNode.isSettled(URL, 2);
                assertThat(mended.health()).isEqualTo(Health.OK);
            }
        }

        @Test
        void and_every_alarm_is_told_once_until_a_mail_is_taken() {
            resend.always(error(403, "invalid_api_key"));
            try (SecretScan log = SecretScan.ofTheLog();
                    MailNode node = node()) {
                for (int mails = 1; mails <= 3; mails++) {
                    node.sends(MAIL);
                    MailNode.isSettled(URL, mails);
                }
                assertThat(alarms(log)).isEqualTo(1);
                assertThat(node.health().detail()).contains("invalid_api_key");
                resend.next(FakeResend.WELL);
                node.sends(MAIL);
                MailNode.isSettled(URL, 4);
                assertThat(node.health()).isEqualTo(Health.OK);
                node.sends(MAIL);
                MailNode.isSettled(URL, 5);
                assertThat(alarms(log)).isEqualTo(2);
            }
        }

        private long alarms(SecretScan log) {
            return log.lines().stream()
                    .filter(line -> line.contains("Mails need attention"))
                    .count();
        }
    }

    private MailNode node() {
        return node(Map.of());
    }

    private MailNode node(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(MailNode.sending(resend, MailNode.KEY));
        environment.putAll(more);
        return new MailNode(URL, EAGER, clock, environment);
    }

    /** Both have seen what waits, after whatever happened before. */
    private static void looks(MailNode one, MailNode other, int waiting) {
        Await.until(
                waiting + " mails are seen to wait",
                SOON,
                () -> one.gauge("vedette.mail.waiting") == waiting && other.gauge("vedette.mail.waiting") == waiting);
    }

    private static List<String> column(String expression) {
        return TestDatabase.ask(URL, "select %s from mails order by id".formatted(expression));
    }
}
