package io.vedette.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.data.OwnPostgres;
import io.vedette.platform.data.TestPostgres;
import io.vedette.testing.Alone;
import io.vedette.testing.Await;
import io.vedette.testing.Reply;
import io.vedette.testing.TcpProxy;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import io.vedette.testing.Visitor;
import io.vedette.testing.faults.FixedRate;
import io.vedette.testing.faults.LoopStalls;
import io.vedette.testing.faults.Oracle;
import io.vedette.testing.notes.NotesTable;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The database is away for a while under a steady load: who needs it is told so at once, and all heals by itself. */
@Alone
class DatabaseOutageTest {
    private static final int WRITES_A_SECOND = 50;
    private static final int WRITES_MISSED = 5 * WRITES_A_SECOND;
    /** What is promised is 2 s; this is the bound for a bug. */
    private static final Duration HANGING = Duration.ofSeconds(10);

    private static final Duration HEALING = Duration.ofSeconds(25);
    private static final long MOST_GROWTH = 64L << 20;

    private static final OwnPostgres POSTGRES = new OwnPostgres("outage-database");
    private static final TcpProxy NETWORK =
            TcpProxy.to("127.0.0.1", POSTGRES.url().port());
    private static final TestServer SERVER = started();

    private final Oracle oracle = new Oracle();
    private final AtomicInteger refused = new AtomicInteger();
    private final Visitor visitor = Visitor.at(SERVER.url());

    private static TestServer started() {
        String away = TestDatabase.text(POSTGRES.url().withPort(NETWORK.port()));
        TestDatabase.execute(POSTGRES.url(), "drop table if exists notes");
        TestPostgres.migrate(POSTGRES.url());
        NotesTable.createIn(POSTGRES.url());
        return TestServer.start(Map.of("DATABASE_URL", away, "RATE_LIMIT_ENABLED", "false"));
    }

    @AfterAll
    static void end() {
        SERVER.close();
        NETWORK.close();
        POSTGRES.close();
    }

    @Test
    void a_paused_database_is_survived() {
        outage("paused", POSTGRES::pause, POSTGRES::resume);
    }

    @Test
    void a_killed_database_is_survived() {
        outage("killed", POSTGRES::kill, () -> {
            POSTGRES.startAgain();
            NETWORK.retarget(POSTGRES.url().port());
        });
    }

    private void outage(String how, Runnable fault, Runnable repair) {
        long memory = memoryInUse();
        FixedRate writes = FixedRate.perSecond(WRITES_A_SECOND, this::write);
        try (LoopStalls stalls = LoopStalls.of(SERVER);
                writes) {
            await("writes are acknowledged", () -> oracle.acknowledged() >= WRITES_A_SECOND);
            fault.run();
            await("writes are refused", () -> refused.get() >= WRITES_A_SECOND);
            healthNamesTheDatabase();
            await("the outage has lasted", () -> refused.get() >= WRITES_MISSED);
            assertThat(memoryInUse() - memory).as("bytes more").isLessThan(MOST_GROWTH);
            repair.run();
            int before = oracle.acknowledged();
            await("writes are acknowledged again", () -> oracle.acknowledged() >= before + WRITES_A_SECOND);
            await("it is ready again", () -> visitor.get("/health/ready").status() == 200);
            stalls.print(how);
        }
        writes.latencies().print("The database was " + how);
        assertThat(writes.latencies().outcomes()).containsExactlyInAnyOrder("201", "503");
        assertThat(writes.latencies().worst()).isLessThan(HANGING);
        nothingAcknowledgedIsLost();
    }

    private String write(int number) {
        String owner = "owner" + number % 5;
        Reply reply = visitor.bearing("user-" + owner).post("/notes", "{\"title\":\"one\"}");
        if (reply.status() == 201) {
            oracle.acknowledged(owner, reply.json().path("id").asString());
        } else {
            reply.isProblem(503, "database_unavailable");
            assertThat(reply.header("Retry-After").orElse("none")).matches("[1-9][0-9]?");
            refused.incrementAndGet();
        }
        return Integer.toString(reply.status());
    }

    private void healthNamesTheDatabase() {
        visitor.get("/health/live").is(200);
        assertThat(visitor.get("/health/ready")
                        .is(503)
                        .json()
                        .at("/checks/database/status")
                        .asString())
                .isEqualTo("down");
        assertThat(visitor.get("/health")
                        .is(503)
                        .json()
                        .at("/checks/database/status")
                        .asString())
                .isEqualTo("down");
    }

    private void nothingAcknowledgedIsLost() {
        TestDatabase.ask(POSTGRES.url(), "select owner || ' ' || id from notes")
                .forEach(row -> oracle.arrived(row.split(" ", -1)[0], row.split(" ", -1)[1]));
        oracle.nothingLost().duplicatesAtMost(0);
    }

    private static void await(String what, BooleanSupplier condition) {
        Await.until(what, HEALING, condition);
    }

    private static long memoryInUse() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
