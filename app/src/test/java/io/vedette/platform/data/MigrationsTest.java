package io.vedette.platform.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.platform.settings.SettingsError;
import io.vedette.testing.Ports;
import io.vedette.testing.TcpProxy;
import io.vedette.testing.TestDatabase;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MigrationsTest {
    private static final Executor THREADS = Thread::startVirtualThread;
    private static final Duration SHORT = Duration.ofSeconds(2);

    @Test
    void several_nodes_may_start_at_once_on_an_empty_database() {
        DatabaseUrl url = TestDatabase.empty();
        CompletableFuture<?>[] nodes = Stream.generate(() -> CompletableFuture.runAsync(() -> migrate(url), THREADS))
                .limit(3)
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(nodes).join();
        assertThat(TestDatabase.ask(url, "select version from flyway_schema_history where success"))
                .contains("0001", "0002", "0003")
                .doesNotHaveDuplicates();
    }

    @Test
    void what_the_platform_needs_is_there() {
        assertThat(TestDatabase.ask(
                        TestDatabase.fresh(),
                        "select relname from pg_class where relnamespace = 'public'::regnamespace"))
                .contains(
                        "outbox",
                        "outbox_due_at",
                        "outbox_key",
                        "idempotency_keys",
                        "idempotency_keys_created_at",
                        "signing_keys");
    }

    @Test
    void a_database_that_comes_late_is_waited_for() {
        DatabaseUrl url = TestDatabase.empty();
        try (TcpProxy network = TcpProxy.to("127.0.0.1", Ports.free())) {
            CompletableFuture<Void> start =
                    CompletableFuture.runAsync(() -> migrate(url.withPort(network.port())), THREADS);
            CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS, THREADS).execute(() -> network.retarget(url.port()));
            start.join();
        }
        assertThat(TestDatabase.ask(url, "select count(*) from outbox")).containsExactly("0");
    }

    @Test
    void a_database_that_does_not_come_stops_the_start_with_one_line() {
        DatabaseUrl url = DatabaseUrl.parse("postgres://ann:hunter2@127.0.0.1:%d/db".formatted(Ports.free()));
        assertThatThrownBy(() -> new Migrations(url, SHORT).run())
                .isInstanceOf(SettingsError.class)
                .hasMessageStartingWith(
                        "DATABASE_URL: postgresql://ann:***@127.0.0.1:" + url.port() + "/db is not reachable: ")
                .hasMessageNotContaining("hunter2")
                .hasMessageNotContaining("\n")
                .hasNoCause();
    }

    @Test
    void a_database_that_is_not_there_is_not_waited_for() {
        DatabaseUrl url = TestDatabase.empty().withDatabase("nowhere");
        assertThatThrownBy(() -> new Migrations(url, Duration.ofMinutes(5)).run())
                .isInstanceOf(SettingsError.class)
                .hasMessageContaining("\"nowhere\" does not exist")
                .hasMessageNotContaining("\n");
    }

    private static void migrate(DatabaseUrl url) {
        new Migrations(url, Migrations.PATIENCE).run();
    }
}
