package io.vedette.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Reply;
import io.vedette.testing.ServerTest;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import io.vedette.testing.Visitor;
import io.vedette.testing.faults.Latencies;
import io.vedette.testing.faults.LoopStalls;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A call with a key has its effect once, however often and however simultaneously it comes. */
@ServerTest
class IdempotencyTest {
    /** What is promised is 2 s; this is the bound for a bug. */
    private static final Duration HANGING = Duration.ofSeconds(10);

    private final TestServer server = TestServer.running();
    private final String user = "ada-" + UUID.randomUUID();
    private final Visitor ada = Visitor.signedInAs(user);

    private record Answer(int status, String body) {}

    @Nested
    class Fifty_calls_at_once {
        private static final int KEYS = 100;
        private static final int CALLS = 50;

        @Test
        void with_one_key_make_one_row_and_hear_the_same() {
            Latencies latencies = new Latencies();
            try (LoopStalls stalls = LoopStalls.of(server)) {
                for (int key = 0; key < KEYS; key++) {
                    Visitor owner = Visitor.signedInAs(user + key).with("Idempotency-Key", "k" + key);
                    assertThat(atOnce(CALLS, latencies, owner)).hasSize(1).allMatch(answer -> answer.status() == 201);
                }
                stalls.print("50 calls at once with one key");
            }
            latencies.print("%d calls at once with one key, %d times".formatted(CALLS, KEYS));
            assertThat(rows("owner like '" + user + "%'")).isEqualTo(KEYS);
            assertThat(rows("owner like '" + user + "%' group by owner having count(*) <> 1"))
                    .isZero();
        }
    }

    @Nested
    class The_same_key {
        private final Visitor keyed = ada.with("Idempotency-Key", "the-key");

        @Test
        void with_another_body_is_refused() {
            keyed.post("/notes", "{\"title\":\"one\"}").is(201);
            keyed.post("/notes", "{\"title\":\"two\"}").isProblem(422, "idempotency_key_reused");
            assertThat(rowsOf(user)).isEqualTo(1);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"metadata\":{\"a\":1.0,\"b\":[1,2]},\"title\":\"one\"}",
                    " {\n\t\"title\" : \"one\", \"metadata\" : {\"b\":[1, 2.00], \"a\":1} } ",
                    "{\"title\":\"\\u006fne\",\"metadata\":{\"a\":10e-1,\"b\":[1,0.2E1]}}"
                })
        void with_the_same_body_written_otherwise_answers_the_same(String body) {
            Reply first = keyed.post("/notes", "{\"title\":\"one\",\"metadata\":{\"a\":1,\"b\":[1,2]}}")
                    .is(201);
            assertThat(keyed.post("/notes", body).is(201).text()).isEqualTo(first.text());
            assertThat(rowsOf(user)).isEqualTo(1);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"title\":\"one\",\"metadata\":{\"a\":1,\"b\":[2,1]}}",
                    "{\"title\":\"one\",\"metadata\":{\"a\":\"1\",\"b\":[1,2]}}",
                    "{\"title\":\"one\",\"metadata\":{\"a\":1,\"b\":[1,2]},\"pinned\":null}",
                    "{\"title\":\"one\",\"metadata\":{\"a\":1.5,\"b\":[1,2]}}"
                })
        void with_a_body_that_is_only_similar_is_refused(String body) {
            keyed.post("/notes", "{\"title\":\"one\",\"metadata\":{\"a\":1,\"b\":[1,2]}}")
                    .is(201);
            keyed.post("/notes", body).isProblem(422, "idempotency_key_reused");
        }

        @Test
        void answers_a_refusal_again_and_leaves_no_row() {
            Reply first = keyed.post("/notes", "{\"title\":\"too much\"}").isProblem(409, "no_room");
            Reply second = keyed.post("/notes", "{\"title\":\"too much\"}").isProblem(409, "no_room");
            assertThat(second.text()).isEqualTo(first.text());
            assertThat(rowsOf(user)).isZero();
        }

        @Test
        void answers_what_is_invalid_again() {
            Reply first = keyed.post("/notes", "{\"title\":\"\"}").isProblem(422, "validation_failed");
            assertThat(keyed.post("/notes", "{\"title\":\"\"}").is(422).text()).isEqualTo(first.text());
        }

        @Test
        void of_another_caller_is_another_key() {
            keyed.post("/notes", "{\"title\":\"one\"}").is(201);
            Visitor bob = Visitor.signedInAs("bob-" + user).with("Idempotency-Key", "the-key");
            bob.post("/notes", "{\"title\":\"two\"}").is(201);
            assertThat(rowsOf("bob-" + user)).isEqualTo(1);
        }

        @Test
        void of_another_operation_is_another_key() {
            execute("insert into idempotency_keys (caller, operation, key, fingerprint, status, body)"
                    + " values ('user:%s', 'otherOperation', 'the-key', 'x', 201, '{}')".formatted(user));
            keyed.post("/notes", "{\"title\":\"one\"}").is(201);
            assertThat(rowsOf(user)).isEqualTo(1);
        }

        @Test
        void works_anew_after_a_day() {
            keyed.post("/notes", "{\"title\":\"one\"}").is(201);
            age("23 hours 59 minutes");
            keyed.post("/notes", "{\"title\":\"two\"}").isProblem(422, "idempotency_key_reused");
            age("24 hours 1 second");
            keyed.post("/notes", "{\"title\":\"two\"}").is(201);
            keyed.post("/notes", "{\"title\":\"two\"}").is(201);
            assertThat(rowsOf(user)).isEqualTo(2);
        }

        private void age(String by) {
            execute("update idempotency_keys set created_at = now() - interval '%s' where caller = 'user:%s'"
                    .formatted(by, user));
        }
    }

    @Nested
    class While_the_first_call_runs {
        private final Visitor keyed = ada.with("Idempotency-Key", "running");

        @Test
        void on_another_node_a_second_waits_briefly_and_is_told_to_come_again() throws SQLException {
            try (Connection other = TestDatabase.connect(server.database())) {
                other.setAutoCommit(false);
                other.createStatement()
                        .execute("insert into idempotency_keys (caller, operation, key, fingerprint)"
                                + " values ('user:%s', 'makeNote', 'running', 'x')".formatted(user));
                keyed.post("/notes", "{\"title\":\"one\"}").isProblem(409, "idempotency_in_progress");
                other.rollback();
            }
            keyed.post("/notes", "{\"title\":\"one\"}").is(201);
            assertThat(rowsOf(user)).isEqualTo(1);
        }

        @Test
        void on_this_node_the_others_do_not_queue_up_behind_it() throws SQLException {
            Latencies latencies = new Latencies();
            try (Connection other = TestDatabase.connect(server.database())) {
                other.setAutoCommit(false);
                other.createStatement().execute("lock table notes in access exclusive mode");
                assertThat(atOnce(30, latencies, keyed))
                        .allMatch(answer -> answer.status() == 503 || answer.status() == 409);
            }
            latencies.print("30 calls with one key while the first is stuck");
            assertThat(latencies.worst()).isLessThan(HANGING);
            keyed.post("/notes", "{\"title\":\"one\"}").is(201);
            assertThat(rowsOf(user)).isEqualTo(1);
        }
    }

    private Set<Answer> atOnce(int calls, Latencies latencies, Visitor caller) {
        List<Future<Answer>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, calls)
                    .forEach(_ -> answers.add(threads.submit(() -> {
                        long start = System.nanoTime();
                        Reply reply =
                                caller.post("/notes", "{\"title\":\"one\",\"metadata\":{\"zebra\":1,\"ant\":1.50}}");
                        latencies.add(Integer.toString(reply.status()), Duration.ofNanos(System.nanoTime() - start));
                        return new Answer(reply.status(), reply.text());
                    })));
        }
        return answers.stream().map(Future::resultNow).collect(Collectors.toSet());
    }

    private int rowsOf(String owner) {
        return rows("owner = '" + owner + "'");
    }

    private int rows(String condition) {
        return TestDatabase.ask(server.database(), "select count(*) from notes where " + condition).stream()
                .mapToInt(Integer::parseInt)
                .sum();
    }

    private void execute(String sql) {
        TestDatabase.execute(server.database(), sql);
    }
}
