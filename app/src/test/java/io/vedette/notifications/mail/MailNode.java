package io.vedette.notifications.mail;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vedette.platform.data.DatabaseUrl;
import io.vedette.platform.data.Transactions;
import io.vedette.platform.ops.Health;
import io.vedette.platform.ops.Ids;
import io.vedette.platform.settings.SettingsBeans;
import io.vedette.testing.Await;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.r2dbc.core.DatabaseClient;

/** A node with nothing in it but what sends mails. */
final class MailNode implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(60);
    static final String KEY = "re_test_key";
    static final Mail MAIL = new Mail(
            "reset-password", "ada@example.test", "Reset it", "Follow https://x.test/t0ken", "<p>Follow t0ken</p>");
    /** Tries again at once, and gives no answer up. */
    static final MailPace EAGER = pace(Duration.ofMillis(50), Duration.ofSeconds(20), 1_000);
    /** Does not look by itself as long as a test takes. */
    static final MailPace SLEEPY = pace(Duration.ofHours(1), Duration.ofSeconds(20), 1_000);
    /** Gives answers up soon, and the provider too. */
    static final MailPace IMPATIENT = pace(Duration.ofMillis(50), Duration.ofSeconds(1), 3);

    /** Leaves a provider that fails alone for long. */
    static final MailPace PROBING = pace(Duration.ofMillis(50), Duration.ofSeconds(20), 3, Duration.ofHours(1));

    private static final int WARMING_UP = 20;

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    MailNode(DatabaseUrl url, FakeResend resend, MailPace pace) {
        this(url, pace, new MovingClock(Instant.parse("2026-03-30T12:00:00Z")), sending(resend, KEY));
    }

    MailNode(DatabaseUrl url, MailPace pace, Clock clock, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(TestServer.environment(url));
        all.putAll(environment);
        SettingsBeans.register(context, all);
        context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(ReactorResourceFactory.class, MailNode::eventLoops);
        context.registerBean("pace", MailPace.class, () -> pace, definition -> definition.setPrimary(true));
        context.register(Ids.class);
        context.scan(
                "io.vedette.platform.data",
                "io.vedette.platform.json",
                "io.vedette.platform.remote",
                "io.vedette.platform.secrets",
                "io.vedette.notifications.mail");
        context.refresh();
        // In a cold process the first connection may take longer to open than a caller waits for it.
        bean(DatabaseClient.class).sql("select 1").then().retry(WARMING_UP).block(SOON);
    }

    static Map<String, String> sending(FakeResend resend, String key) {
        return Map.of(
                "RESEND_API_KEY",
                key,
                "MAIL_FROM",
                "Cameras <alerts@example.test>",
                "RESEND_BASE_URL",
                resend.url(),
                "MAIL_RATE_PER_SECOND",
                "100");
    }

    static void forgetAll(DatabaseUrl url) {
        TestDatabase.execute(url, "truncate mails");
        TestDatabase.execute(url, "update mail_pace set next_at = 'epoch', paused_until = 'epoch'");
    }

    private static MailPace pace(Duration period, Duration answering, int failures) {
        return pace(period, answering, failures, Duration.ofMillis(200));
    }

    private static MailPace pace(Duration period, Duration answering, int failures, Duration probe) {
        return new MailPace(
                period,
                Duration.ofSeconds(60),
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                Duration.ofHours(23),
                answering,
                answering,
                failures,
                probe,
                Duration.ofHours(1),
                Duration.ofDays(30));
    }

    /** Of its own: those of the JVM would go with the first node, and take the fake with them. */
    private static ReactorResourceFactory eventLoops() {
        ReactorResourceFactory loops = new ReactorResourceFactory();
        loops.setUseGlobalResources(false);
        loops.setShutdownQuietPeriod(Duration.ZERO);
        return loops;
    }

    void sends(Mail mail) {
        bean(Mailer.class).send(mail).block(SOON);
    }

    Transactions transactions() {
        return bean(Transactions.class);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    double count(String meter, String... tags) {
        return bean(MeterRegistry.class).find(meter).tags(tags).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    double gauge(String meter) {
        return bean(MeterRegistry.class).get(meter).gauge().value();
    }

    Health health() {
        return Objects.requireNonNull(bean(MailHealth.class).check().block(SOON));
    }

    static void isSettled(DatabaseUrl url, int mails) {
        Await.until(
                mails + " mails are settled",
                SOON,
                () -> count(url, "settled_at is not null") == mails && count(url, "settled_at is null") == 0);
    }

    static int count(DatabaseUrl url, String where) {
        return Integer.parseInt(TestDatabase.ask(url, "select count(*) from mails where " + where)
                .getFirst());
    }

    @Override
    public void close() {
        context.close();
    }
}
