package io.vedette.platform.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.ops.Health;
import io.vedette.testing.Await;
import io.vedette.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A transaction elsewhere holds a hot row for as long as it likes. */
class LaneTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final DatabaseUrl URL = TestDatabase.fresh();

    private final Clients clients = new Clients(URL);

    @BeforeEach
    void rows() {
        TestDatabase.execute(
                URL,
                "drop table if exists hot; create table hot (id int primary key); insert into hot values (1), (2)");
    }

    @AfterEach
    void close() {
        clients.close();
    }

    @Test
    void who_waits_for_the_hot_row_is_told_soon_and_the_connection_lives_on() throws SQLException {
        clients.read().block(SOON);
        try (Connection holder = holdingTheHotRow()) {
            long start = System.nanoTime();
            String outcome = Clients.outcome(update(1)).block(SOON);
            assertThat(outcome).isEqualTo("DATABASE_UNAVAILABLE");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Clients.HANGING);
            assertThat(Clients.outcome(update(2)).block(SOON)).isEqualTo("done");
            assertThat(clients.meters.get("vedette.database.pool.expired").counters())
                    .allSatisfy(counter -> assertThat(counter.count()).isZero());
            holder.rollback();
        }
        assertThat(Clients.outcome(update(1)).block(SOON)).isEqualTo("done");
    }

    @Test
    void jobs_and_health_have_connections_when_requests_have_used_up_theirs() throws SQLException {
        DatabaseHealth health = new DatabaseHealth(clients.database);
        try (Connection holder = holdingTheHotRow()) {
            Disposable crowd = crowd();
            Await.until("requests hold all of theirs", SOON, () -> acquired(Lane.REQUESTS) == Clients.POOL);
            for (int round = 0; round < 5; round++) {
                assertThat(health.check().block(SOON)).isEqualTo(Health.OK);
                assertThat(Clients.outcome(Lane.jobs(update(2))).block(SOON)).isEqualTo("done");
            }
            crowd.dispose();
            holder.rollback();
        }
        Await.until("nothing is held", SOON, () -> clients.gauge("acquired") == 0);
    }

    @Test
    void a_full_pool_is_told_within_the_longest_wait() throws SQLException {
        try (Connection holder = holdingTheHotRow()) {
            Disposable crowd = crowd();
            Await.until("requests hold all of theirs", SOON, () -> acquired(Lane.REQUESTS) == Clients.POOL);
            List<String> outcomes = Flux.range(0, Clients.MANY)
                    .flatMap(each -> clients.read(), Clients.MANY)
                    .collectList()
                    .block(SOON);
            assertThat(outcomes).isSubsetOf("done", "DATABASE_UNAVAILABLE").contains("DATABASE_UNAVAILABLE");
            crowd.dispose();
            holder.rollback();
        }
        Await.until(
                "a read is answered", SOON, () -> "done".equals(clients.read().block(SOON)));
    }

    @Test
    void a_slow_statement_is_ended_by_the_database() {
        clients.read().block(SOON);
        Mono<?> slow = clients.database.sql("select pg_sleep(60)").then();
        assertThat(Clients.outcome(slow).block(SOON)).isEqualTo("DATABASE_UNAVAILABLE");
        assertThat(clients.gauge("allocated")).isEqualTo(1);
    }

    @Test
    void a_connection_that_is_never_given_back_does_not_cost_its_place_for_ever() {
        for (int each = 0; each < Clients.POOL; each++) {
            Objects.requireNonNull(clients.pools.create().block(SOON));
        }
        Await.until("all places are free again", SOON, () -> clients.gauge("acquired") == 0);
        assertThat(clients.read().block(SOON)).isEqualTo("done");
        assertThat(clients.meters
                        .counter("vedette.database.pool.expired", "lane", "requests")
                        .count())
                .isEqualTo(Clients.POOL);
    }

    @Test
    void idle_connections_that_the_database_closed_are_skipped() {
        Flux.range(0, Clients.MANY)
                .flatMap(each -> clients.read(), Clients.MANY)
                .blockLast(SOON);
        TestDatabase.execute(
                URL,
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
        Await.until(
                "the closing is seen", SOON, () -> "done".equals(clients.read().block(SOON)));
        assertThat(Flux.range(0, Clients.POOL)
                        .flatMap(each -> clients.read())
                        .collectList()
                        .block(SOON))
                .containsOnly("done");
    }

    @Test
    void every_connection_has_its_limits_at_the_database_too() {
        assertThat(show("statement_timeout")).isEqualTo("1500ms");
        assertThat(show("lock_timeout")).isEqualTo("1200ms");
        assertThat(show("idle_in_transaction_session_timeout")).isEqualTo("5s");
        assertThat(show("application_name")).isEqualTo("vedette");
        assertThat(Lane.jobs(asked("statement_timeout")).block(SOON)).isEqualTo("4s");
    }

    private String show(String setting) {
        return Objects.requireNonNull(asked(setting).block(SOON));
    }

    private Mono<String> asked(String setting) {
        return clients.database
                .sql("show " + setting)
                .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                .one();
    }

    /** More callers than connections, all after the hot row, again and again. */
    private Disposable crowd() {
        return Flux.range(0, Clients.POOL * 2)
                .flatMap(each -> Clients.outcome(update(1)).repeat(), Clients.POOL * 2)
                .subscribe();
    }

    private Mono<Void> update(int row) {
        return clients.transactions.write(
                clients.database.sql("update hot set id = id where id = " + row).then());
    }

    private double acquired(Lane lane) {
        return clients.meters
                .get("vedette.database.pool.acquired")
                .tag("lane", lane.label())
                .gauge()
                .value();
    }

    private static Connection holdingTheHotRow() throws SQLException {
        Connection holder = TestDatabase.connect(URL);
        holder.setAutoCommit(false);
        try (Statement statement = holder.createStatement()) {
            statement.execute("select * from hot where id = 1 for update");
        }
        return holder;
    }
}
