package io.vedette.platform.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vedette.testing.Await;
import io.vedette.testing.ServerTest;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

@ServerTest
class IdempotencySweeperTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TestServer server = TestServer.running();
    private final IdempotencyKeys keys = server.bean(IdempotencyKeys.class);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final IdempotencySweeper sweeper = new IdempotencySweeper(keys, meters);
    private final String caller = "user:" + UUID.randomUUID();

    /** The server has one of its own, which would take what is counted here. */
    @BeforeEach
    void alone() throws Exception {
        end(server.bean(IdempotencySweeper.class));
    }

    @AfterEach
    void stop() {
        sweeper.stop();
        server.bean(IdempotencySweeper.class).start();
    }

    @Test
    void forgets_what_is_over_a_day_old_and_nothing_else() {
        add(5, "25 hours");
        add(3, "23 hours");
        assertThat(round()).isEqualTo(IdempotencySweeper.BETWEEN_ROUNDS);
        assertThat(left()).isEqualTo(3);
        assertThat(forgotten()).isEqualTo(5);
    }

    @Test
    void leaves_the_rest_for_the_next_round_and_comes_back_soon_for_it() {
        add(IdempotencySweeper.BATCH + 7, "25 hours");
        assertThat(round()).isEqualTo(IdempotencySweeper.BETWEEN_FULL_ROUNDS);
        assertThat(left()).isEqualTo(7);
        assertThat(round()).isEqualTo(IdempotencySweeper.BETWEEN_ROUNDS);
        assertThat(left()).isZero();
    }

    @Test
    void on_several_nodes_at_once_forgets_each_once_and_waits_for_nobody() throws SQLException {
        IdempotencySweeper other = new IdempotencySweeper(keys, meters);
        int old = IdempotencySweeper.BATCH + IdempotencySweeper.BATCH / 2;
        add(old, "25 hours");
        try (Connection busy = TestDatabase.connect(server.database())) {
            busy.setAutoCommit(false);
            busy.createStatement()
                    .execute("select from idempotency_keys where caller = '%s' order by key limit 2 for update"
                            .formatted(caller));
            Flux.merge(sweeper.round(), other.round()).blockLast(PATIENCE);
            busy.rollback();
        }
        assertThat(left()).isEqualTo(2);
        assertThat(forgotten()).isEqualTo(old - 2);
        round();
        assertThat(left()).isZero();
    }

    @Test
    void does_so_by_itself_until_nothing_is_left_or_it_is_stopped() throws Exception {
        add(IdempotencySweeper.BATCH + 5, "25 hours");
        sweeper.start();
        Await.until("they are gone", PATIENCE, () -> left() == 0);
        end(sweeper);
        assertThat(sweeper.isRunning()).isFalse();
    }

    private static void end(IdempotencySweeper sweeper) throws Exception {
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        sweeper.stop(() -> stopped.complete(null));
        stopped.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private Duration round() {
        return Objects.requireNonNull(sweeper.round().block(PATIENCE));
    }

    private void add(int howMany, String old) {
        TestDatabase.execute(server.database(), """
                insert into idempotency_keys (caller, operation, key, fingerprint, status, created_at)
                select '%s', 'makeNote', gen_random_uuid(), 'x', 201, now() - interval '%s' from generate_series(1, %d)
                """.formatted(caller, old, howMany));
    }

    private int left() {
        String count = "select count(*) from idempotency_keys where caller = '%s'".formatted(caller);
        return Integer.parseInt(TestDatabase.ask(server.database(), count).getFirst());
    }

    private int forgotten() {
        return (int) meters.counter("vedette.idempotency.keys.forgotten").count();
    }
}
