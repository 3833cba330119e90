package io.vedette.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.platform.data.DatabaseUrl;
import io.vedette.testing.Await;
import io.vedette.testing.DeviceRows;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.Visitor;
import io.vedette.testing.faults.Peer;
import io.vedette.testing.faults.ServerProcess;
import io.vedette.testing.faults.Servers;
import io.vedette.testing.faults.Swarm;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What became of a command is told though the server died when only the database knew. */
class UntoldCommandsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @RegisterExtension
    final Servers servers = new Servers();

    @Test
    void an_end_that_was_committed_is_told_by_the_next_start() {
        DatabaseUrl database = TestDatabase.fresh();
        DeviceRows rows = new DeviceRows(database);
        UUID camera = rows.camera();
        UUID client = rows.client();
        rows.link(camera, client);
        UUID command = rows.command(camera, client);
        ServerProcess server = servers.on(database)
                .killsItselfAt("outbox: after commit, before announcement")
                .start();
        Visitor acknowledging = server.visitor().bearing("camera-" + camera);
        assertThatThrownBy(() -> acknowledging.post("/commands/" + command + "/ack", "{\"status\":\"acknowledged\"}"))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(server.exit()).isEqualTo(ServerProcess.KILLED);
        assertThat(TestDatabase.ask(database, "select status from commands")).containsExactly("acknowledged");
        TestDatabase.execute(database, "update outbox set due_at = now() + interval '1 hour'");
        server.restart();
        try (Swarm swarm = new Swarm(server.url())) {
            Peer peer = swarm.connected("client-" + client);
            TestDatabase.execute(database, "update outbox set due_at = now()");
            String told = "42[\"command:status\",{\"commandId\":\"%s\",\"status\":\"acknowledged\"".formatted(command);
            Await.until(
                    "it is told", PATIENCE, () -> peer.heard().stream().anyMatch(packet -> packet.startsWith(told)));
        }
    }
}
