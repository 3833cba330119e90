package io.vedette.platform.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vedette.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.NoTransactionException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class TransactionsTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final DatabaseUrl URL = TestDatabase.fresh();
    private static final SimpleMeterRegistry METERS = new SimpleMeterRegistry();
    private static final Pools POOLS = new Pools(URL, 8, METERS);

    private final DatabaseClient database = DatabaseClient.create(POOLS);
    private final Transactions transactions = new Transactions(new R2dbcTransactionManager(POOLS), METERS);
    private final List<String> told = new CopyOnWriteArrayList<>();

    @AfterAll
    static void close() {
        POOLS.close();
    }

    @BeforeEach
    void empty() {
        TestDatabase.execute(
                URL, "drop table if exists tally; create table tally (name text primary key, amount int not null)");
    }

    @Nested
    class Write {
        @Test
        void all_of_it_is_kept_and_told_after_the_commit() {
            transactions
                    .write(insert("a")
                            .then(transactions.afterCommit(() -> told.add("rows seen by others: " + names())))
                            .then(insert("b")))
                    .block(SOON);
            assertThat(told).containsExactly("rows seen by others: [a, b]");
        }

        @Test
        void an_error_keeps_nothing_and_tells_the_other_side() {
            Mono<Void> work = insert("a")
                    .then(transactions.afterCommit(() -> told.add("committed")))
                    .then(transactions.unlessCommitted(() -> told.add("not committed")))
                    .then(Mono.error(new IllegalStateException("no")));
            assertThatThrownBy(() -> transactions.write(work).block(SOON)).hasMessage("no");
            assertThat(names()).isEmpty();
            assertThat(told).containsExactly("not committed");
        }

        @Test
        void an_inner_one_joins_and_waits_for_the_outer_commit() {
            Mono<Void> inner =
                    transactions.write(insert("inner").then(transactions.afterCommit(() -> told.add("committed"))));
            transactions
                    .write(inner.then(Mono.fromRunnable(() -> told.add("end of the outer work: " + names()))))
                    .block(SOON);
            assertThat(told).containsExactly("end of the outer work: []", "committed");
            assertThat(names()).containsExactly("inner");
        }

        @Test
        void a_failed_inner_one_that_the_outer_handles_does_not_spoil_it() {
            Mono<Void> refused = transactions.write(Mono.error(new IllegalStateException("refused")));
            transactions.write(insert("a").then(refused.onErrorComplete())).block(SOON);
            assertThat(names()).containsExactly("a");
        }

        @Test
        void a_cancelled_one_keeps_nothing() {
            Mono<Void> endless = insert("a")
                    .then(transactions.unlessCommitted(() -> told.add("not committed")))
                    .then(Mono.fromRunnable(() -> told.add("written")))
                    .then(Mono.never());
            assertThatThrownBy(() -> transactions
                            .write(endless)
                            .timeout(Duration.ofMillis(300))
                            .block(SOON))
                    .hasMessageContaining("300ms");
            io.vedette.testing.Await.until("the roll back", SOON, () -> told.contains("not committed"));
            assertThat(names()).isEmpty();
        }

        @Test
        void what_follows_a_commit_cannot_fail_it() {
            transactions
                    .write(insert("a").then(transactions.afterCommit(() -> {
                        throw new IllegalStateException("too late");
                    })))
                    .block(SOON);
            assertThat(names()).containsExactly("a");
        }
    }

    @Nested
    class Read {
        @Test
        void it_refuses_to_write() {
            assertThatThrownBy(() -> transactions.read(insert("a")).block(SOON))
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("read-only");
        }
    }

    @Nested
    class Retry {
        @Test
        void crossing_locks_end_with_both_done() {
            insert("x").then(insert("y")).block(SOON);
            AtomicInteger runs = new AtomicInteger();
            Mono<Void> forth = crossing("x", "y", runs);
            Mono<Void> back = crossing("y", "x", runs);
            Flux.merge(forth, back).then().block(SOON);
            assertThat(TestDatabase.ask(URL, "select amount from tally")).containsExactly("2", "2");
            assertThat(runs.get()).isEqualTo(3);
            assertThat(METERS.counter("vedette.database.transaction.retries").count())
                    .isPositive();
        }

        @Test
        void only_the_run_that_commits_tells() {
            AtomicInteger runs = new AtomicInteger();
            Mono<Void> work = insert("a")
                    .then(transactions.afterCommit(() -> told.add("committed in run " + runs.get())))
                    .then(Mono.defer(() -> runs.incrementAndGet() < 3 ? conflict() : Mono.empty()));
            transactions.write(work).block(SOON);
            assertThat(told).containsExactly("committed in run 3");
        }

        @Test
        void it_gives_up_in_the_end() {
            AtomicInteger runs = new AtomicInteger();
            Mono<Void> work = Mono.defer(() -> {
                runs.incrementAndGet();
                return conflict();
            });
            assertThatThrownBy(() -> transactions.write(work).block(SOON))
                    .satisfies(e -> assertThat(DatabaseFailures.isConflict(e)).isTrue());
            assertThat(runs.get()).isEqualTo(5);
        }

        /** Locks the first row, then the second once the other one has its first. */
        private Mono<Void> crossing(String first, String second, AtomicInteger runs) {
            return transactions.write(Mono.defer(() -> {
                runs.incrementAndGet();
                return add(first).then(sql("select pg_sleep(0.3)")).then(add(second));
            }));
        }

        private Mono<Void> conflict() {
            return sql("do $$ begin raise exception using errcode = '40001'; end $$");
        }
    }

    @Nested
    class Savepoint {
        @Test
        void its_failure_takes_back_its_own_part_only() {
            Mono<Void> part = insert("part")
                    .then(transactions.afterCommit(() -> told.add("part committed")))
                    .then(transactions.unlessCommitted(() -> told.add("part not committed")))
                    .then(sql("select 1 / 0"));
            transactions
                    .write(insert("a")
                            .then(transactions.nested(part).onErrorResume(DataAccessException.class, e -> Mono.empty()))
                            .then(insert("b"))
                            .then(transactions.afterCommit(() -> told.add("whole committed"))))
                    .block(SOON);
            assertThat(names()).containsExactly("a", "b");
            assertThat(told).containsExactlyInAnyOrder("part not committed", "whole committed");
        }

        @Test
        void its_success_is_kept_with_the_rest() {
            Mono<Void> part = insert("part").then(transactions.afterCommit(() -> told.add("committed")));
            transactions.write(insert("a").then(transactions.nested(part))).block(SOON);
            assertThat(names()).containsExactly("a", "part");
            assertThat(told).containsExactly("committed");
        }

        @Test
        void alone_it_is_a_transaction() {
            assertThatThrownBy(() -> transactions
                            .nested(insert("a").then(sql("select 1 / 0")))
                            .block(SOON))
                    .isInstanceOf(DataAccessException.class);
            assertThat(names()).isEmpty();
        }
    }

    @Test
    void outside_of_a_transaction_there_is_no_end_to_wait_for() {
        assertThatThrownBy(
                        () -> transactions.afterCommit(() -> told.add("never")).block(SOON))
                .isInstanceOf(NoTransactionException.class);
    }

    private Mono<Void> insert(String name) {
        return sql("insert into tally values ('%s', 0)".formatted(name));
    }

    private Mono<Void> add(String name) {
        return sql("update tally set amount = amount + 1 where name = '%s'".formatted(name));
    }

    private Mono<Void> sql(String sql) {
        return database.sql(sql).then();
    }

    private static List<String> names() {
        return TestDatabase.ask(URL, "select name from tally order by name");
    }
}
