package io.vedette.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.platform.bus.Bus;
import io.vedette.platform.bus.TestFact.Happened;
import io.vedette.platform.data.Columns;
import io.vedette.platform.data.DatabaseUrl;
import io.vedette.testing.Await;
import io.vedette.testing.Property;
import io.vedette.testing.TestDatabase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.context.Lifecycle;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What was committed is announced, at once and in order; what was not is not. */
class OutboxTest {
    private static final DatabaseUrl URL = TestDatabase.fresh();

    private final BusNode node = new BusNode(URL, BusNode.PATIENT);

    @AfterEach
    void close() {
        node.close();
        TestDatabase.execute(URL, "truncate outbox");
    }

    @Nested
    class Add {
        @Test
        void a_committed_fact_is_announced_and_its_row_goes() {
            node.commits(new Happened("a", 1));
            node.hasHeard(1);
            BusNode.nothingWaits(URL);
            assertThat(node.count("vedette.outbox.announced", "path", "fast")).isEqualTo(1);
        }

        @Test
        void nothing_is_announced_before_the_outermost_commit() {
            AtomicBoolean early = new AtomicBoolean();
            Mono<Void> look =
                    node.sql("select pg_sleep(0.2)").then(Mono.fromRunnable(() -> early.set(node.ears.count() > 0)));
            node.inTransaction(
                            node.inTransaction(node.add(new Happened("a", 1))).then(look))
                    .block(BusNode.SOON);
            node.hasHeard(1);
            assertThat(early).isFalse();
        }

        @Test
        void a_fact_of_a_transaction_that_is_rolled_back_is_never_announced() {
            Mono<Void> doomed = node.add(new Happened("a", 1)).then(node.sql("select 1 / 0"));
            assertThatThrownBy(() -> node.inTransaction(doomed).block(BusNode.SOON));
            node.commits(new Happened("a", 2));
            node.hasHeard(1);
            assertThat(node.ears.of("a")).containsExactly(2L);
        }

        @Test
        void a_savepoint_takes_its_facts_back() {
            Mono<Void> part = node.add(new Happened("a", 2)).then(node.sql("select 1 / 0"));
            node.inTransaction(node.add(new Happened("a", 1))
                            .then(node.transactions().nested(part).onErrorComplete())
                            .then(node.add(new Happened("a", 3))))
                    .block(BusNode.SOON);
            node.hasHeard(2);
            BusNode.nothingWaits(URL);
            assertThat(node.ears.of("a")).containsExactly(1L, 3L);
        }

        @Test
        void outside_of_a_transaction_it_is_a_bug() {
            StepVerifier.create(node.add(new Happened("a", 1)))
                    .expectErrorMatches(e -> e instanceof IllegalStateException
                            && String.valueOf(e.getMessage()).contains("in the transaction"))
                    .verify(BusNode.SOON);
            assertThat(BusNode.rows(URL)).isZero();
        }
    }

    @Nested
    class Order {
        private final List<String> keys = List.of("a", "b", "c");

        @Test
        void facts_of_a_key_come_in_the_order_in_which_they_were_written() {
            TestDatabase.execute(
                    URL, "drop table if exists place; create table place (key text primary key, last bigint not null)");
            Property.check(5, this::check);
        }

        private void check(RandomGenerator random) {
            TestDatabase.execute(
                    URL, "truncate place; insert into place values ('a', 0), ('b', 0), ('c', 0); truncate outbox");
            try (BusNode fresh = new BusNode(URL, BusNode.PATIENT)) {
                List<Mono<Void>> works = IntStream.range(0, 80)
                        .mapToObj(_ -> work(fresh, random))
                        .toList();
                Flux.fromIterable(works)
                        .flatMap(work -> work.onErrorComplete(), 8)
                        .then()
                        .block(BusNode.SOON);
                BusNode.nothingWaits(URL);
                Map<String, List<Long>> heard = new HashMap<>();
                keys.forEach(key -> heard.put(key, fresh.ears.of(key)));
                keys.forEach(key -> assertThat(heard.get(key))
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, last(key)).boxed().toList()));
            }
        }

        /** Locks its key, writes some facts, some in savepoints of which some fail; some of all are rolled back. */
        private Mono<Void> work(BusNode fresh, RandomGenerator random) {
            String key = keys.get(random.nextInt(keys.size()));
            List<Mono<Void>> steps = new ArrayList<>();
            for (int step = random.nextInt(4); step >= 0; step--) {
                Mono<Void> one = fact(fresh, key);
                steps.add(
                        switch (random.nextInt(4)) {
                            case 0 -> fresh.transactions().nested(one);
                            case 1 ->
                                fresh.transactions()
                                        .nested(one.then(fresh.sql("select 1 / 0")))
                                        .onErrorComplete();
                            default -> one;
                        });
            }
            Mono<Void> end = random.nextInt(4) == 0 ? fresh.sql("select 1 / 0") : Mono.empty();
            return fresh.inTransaction(Flux.concat(steps).then(end));
        }

        private Mono<Void> fact(BusNode fresh, String key) {
            return fresh.bean(DatabaseClient.class)
                    .sql("update place set last = last + 1 where key = '%s' returning last".formatted(key))
                    .map(row -> Columns.value(row, "last", Long.class))
                    .one()
                    .flatMap(number -> fresh.add(new Happened(key, number)));
        }

        private long last(String key) {
            return Long.parseLong(TestDatabase.ask(URL, "select last from place where key = '%s'".formatted(key))
                    .getFirst());
        }
    }

    @Nested
    class Stop {
        @Test
        void what_is_under_way_is_announced_first() {
            Flux.range(1, 200)
                    .flatMap(number -> node.inTransaction(node.add(new Happened("k" + number, number))), 8)
                    .then()
                    .block(BusNode.SOON);
            node.close();
            assertThat(node.ears.count() + BusNode.rows(URL)).isEqualTo(200);
            assertThat(node.ears.count()).isEqualTo(200);
        }

        @Test
        void what_nobody_hears_any_more_stays_in_the_table() {
            ((Lifecycle) node.bean(Bus.class)).stop();
            node.commits(new Happened("a", 1));
            Await.until("it is left", BusNode.SOON, () -> node.count("vedette.outbox.left") == 1);
            assertThat(BusNode.rows(URL)).isEqualTo(1);
        }
    }
}
