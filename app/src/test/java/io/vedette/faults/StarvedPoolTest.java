package io.vedette.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.testing.Alone;
import io.vedette.testing.Await;
import io.vedette.testing.Reply;
import io.vedette.testing.ServerTest;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import io.vedette.testing.Visitor;
import io.vedette.testing.faults.FixedRate;
import io.vedette.testing.faults.Latencies;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody holds a lock and doesn't let go: who needs the row is refused in time, the rest goes on. */
@ServerTest
@Alone
class StarvedPoolTest {
    private static final int BLOCKED = 40;
    /** What is promised is 2 s; this is the bound for a bug. */
    private static final Duration HANGING = Duration.ofSeconds(10);

    private final TestServer server = TestServer.running();
    private final Visitor ada = Visitor.signedInAs("ada-" + UUID.randomUUID());
    private final String hot = make();
    private final Latencies latencies = new Latencies();
    private final Connection holder;

    StarvedPoolTest() throws SQLException {
        holder = TestDatabase.connect(server.database());
    }

    @BeforeEach
    void lock() throws SQLException {
        holder.setAutoCommit(false);
        holder.createStatement().execute("select from notes where id = '%s' for update".formatted(hot));
    }

    @AfterEach
    void nobody_hangs_and_all_is_well_once_the_lock_is_gone() throws SQLException {
        holder.close();
        latencies.print("While a row is locked");
        assertThat(latencies.worst()).isLessThan(HANGING);
        // One that was refused may still have been waiting for the lock then, and have come to its end.
        Await.until(
                "the row is free",
                HANGING,
                () -> List.of(204, 404).contains(ada.delete("/notes/" + hot).status()));
        ada.delete("/notes/" + make()).is(204);
    }

    @Test
    void one_who_needs_the_row_is_refused_in_time_and_the_others_go_on() {
        CountDownLatch refused = new CountDownLatch(1);
        FixedRate others = FixedRate.perSecond(20, _ -> status(ada.get("/notes/" + make())));
        try (others) {
            Thread.ofVirtual().start(() -> {
                deleteHot();
                refused.countDown();
            });
            Await.until("it is refused", HANGING, () -> refused.getCount() == 0);
        }
        assertThat(latencies.outcomes()).containsExactly("locked 503");
        assertThat(others.latencies().outcomes()).containsExactly("200");
    }

    @Test
    void forty_who_need_it_are_refused_and_health_is_told_all_the_while() {
        long before = servedToJobs();
        FixedRate health =
                FixedRate.perSecond(10, _ -> status(Visitor.anonymous().get("/health")));
        FixedRate others = FixedRate.perSecond(10, _ -> status(ada.get("/notes")));
        try (health;
                others;
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, BLOCKED).forEach(_ -> threads.execute(() -> deleteHot()));
        }
        health.latencies().print("Health while all connections wait for a lock");
        others.latencies().print("Others while all connections wait for a lock");
        assertThat(latencies.count("locked 503")).isEqualTo(BLOCKED);
        assertThat(health.latencies().outcomes()).containsExactly("200");
        assertThat(servedToJobs()).as("connections that requests can't take").isGreaterThan(before);
        assertThat(others.latencies().outcomes()).isSubsetOf("200", "503");
        assertThat(others.latencies().worst()).isLessThan(HANGING);
    }

    private void deleteHot() {
        long start = System.nanoTime();
        Reply reply = ada.delete("/notes/" + hot);
        latencies.add("locked " + reply.status(), Duration.ofNanos(System.nanoTime() - start));
    }

    private long servedToJobs() {
        return server.bean(MeterRegistry.class)
                .get("vedette.database.pool.wait")
                .tag("lane", "jobs")
                .timer()
                .count();
    }

    private String make() {
        return ada.post("/notes", "{\"title\":\"hot\"}")
                .is(201)
                .json()
                .path("id")
                .asString();
    }

    private static String status(Reply reply) {
        return Integer.toString(reply.status());
    }
}
