package io.vedette.platform.keys;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vedette.platform.data.DatabaseUrl;
import io.vedette.platform.settings.SettingsBeans;
import io.vedette.testing.SettableClock;
import io.vedette.testing.TestDatabase;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import reactor.core.publisher.Mono;

/** Nodes that share one real database, with nothing in them but what the keys need. */
final class KeyNodes implements AutoCloseable {
    static final String SECRET = "the-secret-of-these-tests-is-long";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final DatabaseUrl database = TestDatabase.fresh();
    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final ConcurrentLinkedDeque<AnnotationConfigApplicationContext> contexts = new ConcurrentLinkedDeque<>();

    static <T> T now(Mono<T> mono) {
        return Objects.requireNonNull(mono.block(PATIENCE));
    }

    SigningKeys node() {
        return nodeWithSecret(SECRET);
    }

    SigningKeys nodeWithSecret(String secret) {
        var context = new AnnotationConfigApplicationContext();
        contexts.add(context);
        SettingsBeans.register(context, Map.of("DATABASE_URL", url(), "BETTER_AUTH_SECRET", secret));
        context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
        context.registerBean(Clock.class, () -> clock);
        context.scan("io.vedette.platform.data", "io.vedette.platform.secrets", "io.vedette.platform.keys");
        context.refresh();
        return context.getBean(SigningKeys.class);
    }

    List<SigningKeys> nodesAtOnce(int count) {
        try (var threads = Executors.newFixedThreadPool(count)) {
            return Stream.generate(() -> CompletableFuture.supplyAsync(this::node, threads))
                    .limit(count)
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }
    }

    /** Of the node that started last. */
    <T> T bean(Class<T> type) {
        return contexts.getLast().getBean(type);
    }

    SettableClock clock() {
        return clock;
    }

    @Override
    public void close() {
        contexts.forEach(AnnotationConfigApplicationContext::close);
    }

    private String url() {
        String password = database.password() == null ? "" : database.password();
        return "postgres://%s:%s@%s:%d/%s?sslmode=%s"
                .formatted(
                        database.user(),
                        URLEncoder.encode(password, StandardCharsets.UTF_8),
                        database.host(),
                        database.port(),
                        database.database(),
                        database.sslMode());
    }
}
