package io.vedette.platform.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vedette.platform.bus.Bus;
import io.vedette.platform.bus.Ears;
import io.vedette.platform.bus.Fact;
import io.vedette.platform.bus.TestFact;
import io.vedette.platform.data.DatabaseUrl;
import io.vedette.platform.data.Transactions;
import io.vedette.platform.ops.Checkpoints;
import io.vedette.platform.settings.SettingsBeans;
import io.vedette.testing.Await;
import io.vedette.testing.TestDatabase;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** A node with nothing in it but what announces facts. */
final class BusNode implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(60);
    /** Takes a row over soon, and is quick to give one up. */
    static final RelayPace EAGER = new RelayPace(
            Duration.ofMillis(50),
            Duration.ofMillis(200),
            Duration.ofSeconds(60),
            64,
            32,
            3,
            Duration.ofMillis(20),
            Duration.ofMillis(100));
    /** Its relay leaves everything to the fast path. */
    static final RelayPace PATIENT = new RelayPace(
            Duration.ofMillis(50),
            Duration.ofMinutes(10),
            Duration.ofSeconds(60),
            64,
            32,
            3,
            Duration.ofMinutes(1),
            Duration.ofMinutes(1));

    private static final int WARMING_UP = 20;

    final Ears ears;
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final DatabaseUrl url;

    BusNode(DatabaseUrl url, RelayPace pace) {
        this(url, pace, new Ears(), _ -> {});
    }

    BusNode(DatabaseUrl url, RelayPace pace, Ears ears, Checkpoints checkpoints) {
        this.url = url;
        this.ears = ears;
        SettingsBeans.register(
                context, Map.of("DATABASE_URL", text(url), "BETTER_AUTH_SECRET", "the-secret-of-these-tests-is-long"));
        context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
        context.registerBean(Checkpoints.class, () -> checkpoints);
        context.registerBean("pace", RelayPace.class, () -> pace, definition -> definition.setPrimary(true));
        context.addBeanFactoryPostProcessor(beans -> beans.addBeanPostProcessor(new Listening(this)));
        context.scan(
                "io.vedette.platform.data",
                "io.vedette.platform.json",
                "io.vedette.platform.bus",
                "io.vedette.platform.outbox");
        context.refresh();
        // In a cold process the first connection may take longer to open than a caller waits for it.
        sql("select 1").retry(WARMING_UP).block(SOON);
    }

    /** Listens as soon as there is a bus, as the beans of features do. */
    private record Listening(BusNode node) implements BeanPostProcessor {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            if (bean instanceof Bus bus) {
                bus.receive(TestFact.Happened.class, "ears", node.ears);
            }
            return bean;
        }
    }

    static String text(DatabaseUrl url) {
        String password = url.password() == null ? "" : url.password();
        return "postgres://%s:%s@%s:%d/%s?sslmode=%s"
                .formatted(
                        url.user(),
                        URLEncoder.encode(password, StandardCharsets.UTF_8),
                        url.host(),
                        url.port(),
                        url.database(),
                        url.sslMode());
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    Mono<Void> add(Fact fact) {
        return bean(Outbox.class).add(fact);
    }

    <T> Mono<T> inTransaction(Mono<T> work) {
        return bean(Transactions.class).write(work);
    }

    Transactions transactions() {
        return bean(Transactions.class);
    }

    /** In a transaction of its own. */
    void commits(Fact fact) {
        inTransaction(add(fact)).block(SOON);
    }

    Mono<Void> sql(String sql) {
        return bean(DatabaseClient.class).sql(sql).then();
    }

    double count(String meter, String... tags) {
        return bean(MeterRegistry.class).get(meter).tags(tags).counter().count();
    }

    double gauge(String meter) {
        return bean(MeterRegistry.class).get(meter).gauge().value();
    }

    void hasHeard(int facts) {
        Await.until(
                "%d facts are heard, now %d, and waiting are %s".formatted(facts, ears.count(), rows(url)),
                SOON,
                () -> ears.count() >= facts);
    }

    static int rows(DatabaseUrl url) {
        return Integer.parseInt(
                TestDatabase.ask(url, "select count(*) from outbox").getFirst());
    }

    static void nothingWaits(DatabaseUrl url) {
        Await.until("the outbox is empty", SOON, () -> rows(url) == 0);
    }

    @Override
    public void close() {
        context.close();
    }
}
