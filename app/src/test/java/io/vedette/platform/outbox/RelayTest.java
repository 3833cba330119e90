package io.vedette.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.bus.Bus;
import io.vedette.platform.bus.Ears;
import io.vedette.platform.bus.Envelope;
import io.vedette.platform.bus.TestFact;
import io.vedette.platform.bus.TestFact.Happened;
import io.vedette.platform.data.DatabaseUrl;
import io.vedette.platform.ops.Health;
import io.vedette.platform.ops.Rounds;
import io.vedette.testing.Await;
import io.vedette.testing.Scratch;
import io.vedette.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** What the fast path did not announce, the relay of some node does. */
class RelayTest {
    private static final DatabaseUrl URL = TestDatabase.fresh();

    @BeforeEach
    void empty() {
        TestDatabase.execute(URL, "truncate outbox");
    }

    @Nested
    class Death {
        @Test
        void another_node_announces_what_a_node_that_went_away_has_committed() {
            try (BusNode first = new BusNode(URL, BusNode.PATIENT, new Ears(), RelayTest::fall)) {
                first.commits(new Happened("a", 1));
                assertThat(first.ears.count()).isZero();
            }
            TestDatabase.execute(URL, "update outbox set due_at = now()");
            try (BusNode second = new BusNode(URL, BusNode.EAGER)) {
                second.hasHeard(1);
                BusNode.nothingWaits(URL);
                assertThat(second.count("vedette.outbox.announced", "path", "relay"))
                        .isEqualTo(1);
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {Announcer.AFTER_COMMIT, Announcer.AFTER_ANNOUNCEMENT})
        void another_node_announces_what_a_killed_process_has_committed(String checkpoint) throws Exception {
            Path said = Scratch.file("dying-node.log");
            Process process = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElseThrow(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            DyingNode.class.getName(),
                            BusNode.text(URL),
                            checkpoint)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            assertThat(process.waitFor(BusNode.SOON.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(process.exitValue()).as(Files.readString(said)).isEqualTo(DyingNode.DEAD);
            assertThat(BusNode.rows(URL)).isEqualTo(1);
            try (BusNode survivor = new BusNode(URL, BusNode.EAGER)) {
                survivor.hasHeard(1);
                BusNode.nothingWaits(URL);
            }
        }
    }

    @Nested
    class Together {
        @Test
        void two_relays_announce_each_row_once_and_each_key_in_order() {
            TestDatabase.execute(URL, """
                    insert into outbox (kind, key, payload, due_at)
                    select 'test.happened', 'k' || n % 20, jsonb_build_object('key', 'k' || n % 20, 'number', n), now()
                    from generate_series(1, 2000) n
                    """);
            Ears ears = new Ears();
            try (BusNode one = new BusNode(URL, BusNode.EAGER, ears, _ -> {});
                    BusNode other = new BusNode(URL, BusNode.EAGER, ears, _ -> {})) {
                BusNode.nothingWaits(URL);
                assertThat(ears.count()).isEqualTo(2000);
                for (int key = 0; key < 20; key++) {
                    int remainder = key;
                    assertThat(ears.of("k" + key))
                            .containsExactlyElementsOf(LongStream.rangeClosed(1, 2000)
                                    .filter(number -> number % 20 == remainder)
                                    .boxed()
                                    .toList());
                }
                assertThat(relayed(one) + relayed(other)).isEqualTo(2000);
            }
        }

        private double relayed(BusNode node) {
            return node.count("vedette.outbox.announced", "path", "relay");
        }
    }

    @Nested
    class Trouble {
        private final BusNode node = new BusNode(URL, BusNode.EAGER);

        @AfterEach
        void close() {
            node.close();
        }

        @Test
        void what_fails_again_and_again_is_parked_and_holds_up_only_its_key_until_then() {
            node.bean(Bus.class)
                    .subscribe(
                            Happened.class,
                            "squeamish",
                            fact -> fact.number() == 13
                                    ? Mono.error(new IllegalStateException("a secret"))
                                    : Mono.empty());
            node.commits(new Happened("bad", 13));
            node.commits(new Happened("bad", 14));
            node.commits(new Happened("good", 1));
            Await.until(
                    "the next one is heard",
                    BusNode.SOON,
                    () -> node.ears.of("bad").contains(14L));
            Await.until("only the parked one is left", BusNode.SOON, () -> BusNode.rows(URL) == 1);
            assertThat(node.ears.of("bad")).endsWith(13L, 14L);
            assertThat(node.ears.of("good")).containsOnly(1L);
            assertThat(parked()).containsExactly("squeamish: java.lang.IllegalStateException");
            Await.until("it is seen", BusNode.SOON, () -> node.gauge("vedette.outbox.parked") == 1);
            assertThat(Objects.requireNonNull(
                                    node.bean(OutboxHealth.class).check().block())
                            .status())
                    .isEqualTo(Health.Status.DEGRADED);
        }

        @Test
        void what_fails_for_a_while_is_not_overtaken() {
            AtomicInteger calls = new AtomicInteger();
            ConcurrentLinkedQueue<Long> handled = new ConcurrentLinkedQueue<>();
            node.bean(Bus.class)
                    .subscribe(
                            Happened.class,
                            "moody",
                            fact -> calls.incrementAndGet() <= 5
                                    ? Mono.error(new IllegalStateException("not now"))
                                    : Mono.fromRunnable(() -> handled.add(fact.number())));
            for (long number = 1; number <= 5; number++) {
                node.commits(new Happened("a", number));
            }
            Await.until("all are handled", BusNode.SOON, () -> handled.size() == 5);
            assertThat(handled).containsExactly(1L, 2L, 3L, 4L, 5L);
        }

        @Test
        void a_payload_that_cannot_be_read_is_parked() {
            insert("test.happened", "\"nonsense\"", 0);
            insert("test.happened", "{\"key\": \"a\", \"number\": 2}", 0);
            node.hasHeard(1);
            assertThat(parked()).hasSize(1);
        }

        @Test
        void a_row_that_kills_whoever_takes_it_is_parked_untried() {
            insert("test.happened", "{\"key\": \"a\", \"number\": 1}", 3);
            Await.until("it is parked", BusNode.SOON, () -> !parked().isEmpty());
            assertThat(node.ears.count()).isZero();
        }

        @Test
        void a_kind_of_a_newer_version_is_left_alone_and_in_nobodys_way() {
            insert("test.of-tomorrow", "{}", 0);
            node.commits(new Happened("a", 2));
            node.hasHeard(1);
            Await.until("it is counted", BusNode.SOON, () -> node.gauge("vedette.outbox.unknown") == 1);
            assertThat(TestDatabase.ask(URL, "select kind || attempts from outbox where parked_because is null"))
                    .containsExactly("test.of-tomorrow0");
        }

        @Test
        void what_a_listener_has_no_room_for_comes_again_and_is_never_parked() {
            Sinks.Empty<Void> gate = Sinks.empty();
            Bus bus = node.bean(Bus.class);
            ConcurrentLinkedQueue<String> handled = new ConcurrentLinkedQueue<>();
            bus.subscribe(
                    TestFact.class,
                    "slow",
                    fact -> gate.asMono().then(Mono.fromRunnable(() -> handled.add(fact.key()))));
            for (int each = 0; each < Bus.CAPACITY + 10; each++) {
                bus.publish(new Envelope<>(-1, new TestFact.Ended("filler")))
                        .onErrorComplete()
                        .subscribe();
            }
            node.commits(new Happened("late", 1));
            Await.until("there was no room more often than tries", BusNode.SOON, () -> node.ears.count() > 5);
            assertThat(BusNode.rows(URL)).isEqualTo(1);
            gate.tryEmitEmpty().orThrow();
            Await.until("it is handled", BusNode.SOON, () -> handled.contains("late"));
            BusNode.nothingWaits(URL);
            assertThat(node.count("vedette.bus.overflows", "listener", "slow")).isGreaterThan(5);
        }

        @Test
        void what_the_relay_has_begun_ends_before_the_node_does() throws Exception {
            Sinks.Empty<Void> gate = Sinks.empty();
            ConcurrentLinkedQueue<Long> begun = new ConcurrentLinkedQueue<>();
            node.bean(Bus.class)
                    .subscribe(
                            Happened.class,
                            "thorough",
                            fact -> gate.asMono().doOnSubscribe(_ -> begun.add(fact.number())));
            insert("test.happened", "{\"key\": \"a\", \"number\": 1}", 0);
            Await.until("it is begun", BusNode.SOON, () -> !begun.isEmpty());
            CompletableFuture<Void> stopped = ends(node.bean(Relay.class));
            ends(node.bean(OutboxGauge.class)).get(BusNode.SOON.toSeconds(), TimeUnit.SECONDS);
            assertThat(BusNode.rows(URL)).isEqualTo(1);
            assertThat(stopped).as("what had nothing under way has ended").isNotDone();
            gate.tryEmitEmpty().orThrow();
            stopped.get(BusNode.SOON.toSeconds(), TimeUnit.SECONDS);
            assertThat(node.count("vedette.outbox.announced", "path", "relay")).isEqualTo(1);
        }

        @Test
        void an_outage_of_the_database_is_counted_and_outlived() {
            TestDatabase.execute(URL, "alter table outbox rename to away");
            try {
                Await.until("rounds fail", BusNode.SOON, () -> node.count("vedette.outbox.relay.failures") >= 2);
            } finally {
                TestDatabase.execute(URL, "alter table away rename to outbox");
            }
            insert("test.happened", "{\"key\": \"a\", \"number\": 1}", 0);
            node.hasHeard(1);
        }

        private static CompletableFuture<Void> ends(Rounds rounds) {
            CompletableFuture<Void> ended = new CompletableFuture<>();
            rounds.stop(() -> ended.complete(null));
            return ended;
        }

        private List<String> parked() {
            return TestDatabase.ask(URL, "select parked_because from outbox where parked_because is not null");
        }

        private void insert(String kind, String payload, int attempts) {
            TestDatabase.execute(URL, """
                    insert into outbox (kind, key, payload, due_at, attempts) values ('%s', 'a', '%s', now(), %d)
                    """.formatted(kind, payload, attempts));
        }
    }

    private static void fall(String checkpoint) {
        throw new IllegalStateException("The node is gone at: " + checkpoint);
    }
}
