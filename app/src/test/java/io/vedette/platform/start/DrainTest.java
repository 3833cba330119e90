package io.vedette.platform.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.testing.Await;
import io.vedette.testing.Reply;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import io.vedette.testing.Visitor;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A server that is told to stop. */
class DrainTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void running_requests_end_and_new_ones_find_nobody() throws Exception {
        TestServer server = TestServer.start(Map.of());
        Visitor ada = Visitor.at(server.url()).bearing("user-ada");
        ada.post("/notes", "{\"title\":\"first\"}").is(201);
        Visitor newcomer = Visitor.at(server.url());
        CompletableFuture<Reply> running;
        CompletableFuture<Void> stopped;
        try (Connection other = TestDatabase.connect(server.database())) {
            lockNotes(other);
            running = CompletableFuture.supplyAsync(() -> ada.post("/notes", "{\"title\":\"still running\"}"));
            Await.until("the request waits for the lock", SOON, () -> waiting(server) == 1);
            stopped = CompletableFuture.runAsync(server::close);
            Await.until("nobody listens", SOON, () -> findsNobody(newcomer));
            other.rollback();
        }
        running.get(20, TimeUnit.SECONDS).is(201);
        stopped.get(20, TimeUnit.SECONDS);
        assertThat(TestDatabase.ask(server.database(), "select title from notes order by id"))
                .containsExactly("first", "still running");
    }

    @Test
    void a_request_that_does_not_end_holds_up_the_end_no_longer_than_allowed() throws Exception {
        TestServer server = TestServer.start(Map.of("SHUTDOWN_TIMEOUT", "300ms"));
        Visitor ada = Visitor.at(server.url()).bearing("user-ada");
        try (Connection other = TestDatabase.connect(server.database())) {
            lockNotes(other);
            CompletableFuture<Reply> running =
                    CompletableFuture.supplyAsync(() -> ada.post("/notes", "{\"title\":\"x\"}"));
            Await.until("the request waits for the lock", SOON, () -> waiting(server) == 1);
            CompletableFuture.runAsync(server::close).get(20, TimeUnit.SECONDS);
            assertThatThrownBy(() -> running.get(20, TimeUnit.SECONDS).is(201)).isNotNull();
        }
    }

    private static void lockNotes(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("lock table notes in access exclusive mode");
        }
    }

    private static long waiting(TestServer server) {
        return TestDatabase.ask(server.database(), "select 1 from pg_locks where not granted")
                .size();
    }

    private static boolean findsNobody(Visitor newcomer) {
        try {
            newcomer.get("/health/live");
            return false;
        } catch (UncheckedIOException refused) {
            return true;
        }
    }
}
