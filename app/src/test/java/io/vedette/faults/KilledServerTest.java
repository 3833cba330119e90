package io.vedette.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.platform.data.DatabaseUrl;
import io.vedette.testing.Await;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.Visitor;
import io.vedette.testing.faults.FixedRate;
import io.vedette.testing.faults.Oracle;
import io.vedette.testing.faults.ServerProcess;
import io.vedette.testing.faults.Servers;
import io.vedette.testing.notes.NotesTable;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the server has answered survives its sudden end. */
class KilledServerTest {
    private static final String NOTE = "{\"title\":\"one\"}";

    @RegisterExtension
    final Servers servers = new Servers();

    @Test
    void between_commit_and_answer_a_retry_hears_the_same_and_there_is_one_row() {
        DatabaseUrl database = database();
        ServerProcess server = servers.on(database)
                .killsItselfAt("idempotency: after commit, before answer", 2)
                .start();
        Visitor ada = server.visitor().bearing("user-ada");
        ada.with("Idempotency-Key", "first").post("/notes", NOTE).is(201);
        dies(server, ada.with("Idempotency-Key", "second"));
        assertThat(rows(database)).as("the effect is committed").isEqualTo("2");
        server.restart();
        String answer = ada.with("Idempotency-Key", "second")
                .post("/notes", NOTE)
                .is(201)
                .text();
        assertThat(ada.with("Idempotency-Key", "second")
                        .post("/notes", NOTE)
                        .is(201)
                        .text())
                .isEqualTo(answer);
        assertThat(rows(database)).isEqualTo("2");
    }

    @Test
    void before_the_commit_nothing_has_happened_and_a_retry_does_it() {
        DatabaseUrl database = database();
        ServerProcess server =
                servers.on(database).killsItselfAt("idempotency: before commit").start();
        Visitor ada = server.visitor().bearing("user-ada").with("Idempotency-Key", "only");
        dies(server, ada);
        assertThat(rows(database)).isEqualTo("0");
        server.restart();
        ada.post("/notes", NOTE).is(201);
        assertThat(rows(database)).isEqualTo("1");
    }

    @Test
    void at_any_moment_nothing_acknowledged_is_lost_and_the_next_start_just_works() {
        Oracle oracle = new Oracle();
        ServerProcess server = servers.inFolder("killed-server").start();
        NotesTable.createIn(server.embeddedDatabase());
        for (int kill = 1; kill <= 3; kill++) {
            killUnderWrites(server, oracle, kill);
            server.restart();
        }
        TestDatabase.ask(server.embeddedDatabase(), "select id || ' ' || owner from notes order by id")
                .forEach(row -> oracle.arrived(row.split(" ", -1)[1], row.split(" ", -1)[0]));
        System.out.printf("%d writes were acknowledged over 3 kills%n", oracle.acknowledged());
        oracle.nothingLost().duplicatesAtMost(0);
        assertThat(server.terminate()).as("exit code of an ordered end").isEqualTo(143);
    }

    private static void killUnderWrites(ServerProcess server, Oracle oracle, int kill) {
        int before = oracle.acknowledged();
        int enough = ThreadLocalRandom.current().nextInt(50, 250);
        Visitor visitor = server.visitor();
        FixedRate writes = FixedRate.perSecond(100, number -> {
            String owner = "owner" + number % 7;
            var reply = visitor.bearing("user-" + owner).post("/notes", NOTE);
            if (reply.status() == 201) {
                oracle.acknowledged(owner, reply.json().path("id").asString());
            }
            return Integer.toString(reply.status());
        });
        try (writes) {
            Await.until(
                    "writes are acknowledged", Duration.ofSeconds(30), () -> oracle.acknowledged() >= before + enough);
            server.kill9();
        }
        writes.latencies().print("kill %d".formatted(kill));
    }

    private static void dies(ServerProcess server, Visitor caller) {
        assertThatThrownBy(() -> caller.post("/notes", NOTE)).isInstanceOf(UncheckedIOException.class);
        assertThat(server.exit()).isEqualTo(ServerProcess.KILLED);
    }

    private static DatabaseUrl database() {
        DatabaseUrl database = TestDatabase.fresh();
        NotesTable.createIn(database);
        return database;
    }

    private static String rows(DatabaseUrl database) {
        return TestDatabase.ask(database, "select count(*) from notes").getFirst();
    }
}
