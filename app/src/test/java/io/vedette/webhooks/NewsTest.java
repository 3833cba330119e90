package io.vedette.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.motion.Event;
import io.vedette.motion.MotionStarted;
import io.vedette.platform.bus.Bus;
import io.vedette.platform.bus.Envelope;
import io.vedette.platform.data.DatabaseUrl;
import io.vedette.platform.json.Json;
import io.vedette.testing.Await;
import io.vedette.testing.Household;
import io.vedette.testing.ServerTest;
import io.vedette.testing.Statements;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A fact counts as told to webhooks once that is written down, which many of them are together. */
@ServerTest
class NewsTest {
    private static final Receiver RECEIVER = new Receiver();
    private static final DatabaseUrl DATABASE = TestServer.running().database();
    private static final int OTHERS = 10;

    @AfterAll
    static void stop() {
        RECEIVER.close();
    }

    private static Hook hook() {
        return Hook.of(Household.fresh(), RECEIVER.url() + "/x", "motion.detected");
    }

    private static Envelope<MotionStarted> newsFor(Hook hook) {
        MotionStarted fact = new MotionStarted(
                UUID.randomUUID(),
                hook.house().userId(),
                hook.house().camera().id(),
                "Porch",
                null,
                Event.Severity.INFO,
                Instant.now(),
                Json.jsonMapper().createObjectNode());
        String number = "select nextval(pg_get_serial_sequence('outbox', 'id'))";
        return new Envelope<>(Long.parseLong(TestDatabase.ask(DATABASE, number).getFirst()), fact);
    }

    private static CompletableFuture<@Nullable Void> tell(Envelope<MotionStarted> news) {
        return TestServer.running().bean(Bus.class).publish(news).toFuture();
    }

    /** In the batch, behind the statement that runs. */
    private static double waiting() {
        return TestServer.running()
                .bean(MeterRegistry.class)
                .get("vedette.batch.waiting")
                .tag("batch", "webhook-news")
                .gauge()
                .value();
    }

    private static int pid(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static long written(List<Hook> hooks) {
        return hooks.stream().mapToLong(hook -> hook.deliveries().size()).sum();
    }

    @Test
    void is_told_once_it_is_written_down_and_much_at_once() throws Exception {
        Hook held = hook();
        List<Hook> others = Stream.generate(NewsTest::hook).limit(OTHERS).toList();
        Envelope<MotionStarted> first = newsFor(held);
        List<Envelope<MotionStarted>> news =
                others.stream().map(NewsTest::newsFor).toList();
        List<CompletableFuture<@Nullable Void>> told = new ArrayList<>();
        try (Statements statements = Statements.on(DATABASE);
                Connection holder = TestDatabase.connect(DATABASE);
                Statement lock = holder.createStatement()) {
            holder.setAutoCommit(false);
            lock.execute("select from webhooks where id = '%s' for update".formatted(held.id()));
            String behind =
                    "select pid from pg_stat_activity where %d = any (pg_blocking_pids(pid))".formatted(pid(lock));
            told.add(tell(first));
            Await.until(
                    "it waits",
                    Hook.PATIENCE,
                    () -> !TestDatabase.ask(DATABASE, behind).isEmpty());
            news.forEach(each -> told.add(tell(each)));
            Await.until("the others are behind it", Hook.PATIENCE, () -> waiting() == OTHERS);
            assertThat(told).noneMatch(CompletableFuture::isDone);
            holder.commit();
            CompletableFuture.allOf(told.toArray(CompletableFuture[]::new)).join();
            assertThat(written(List.of(held)) + written(others)).isEqualTo(1L + OTHERS);
            assertThat(statements.calls("insert into webhook_deliveries")).isLessThan(OTHERS / 2);
        }
    }
}
