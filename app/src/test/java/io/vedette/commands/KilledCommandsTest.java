package io.vedette.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.data.DatabaseUrl;
import io.vedette.testing.Bodies;
import io.vedette.testing.DeviceRows;
import io.vedette.testing.Household.Gadget;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.Visitor;
import io.vedette.testing.faults.ServerProcess;
import io.vedette.testing.faults.Servers;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Wherever the server is killed on the way of a command, the command comes to its camera afterwards. */
class KilledCommandsTest {
    private static final int MOST_COMMANDS = 100;

    @RegisterExtension
    final Servers servers = new Servers();

    private final DatabaseUrl database = TestDatabase.fresh();
    private final DeviceRows devices = new DeviceRows(database);
    private final UUID camera = devices.camera();
    private final UUID client = devices.client();

    KilledCommandsTest() {
        devices.link(camera, client);
    }

    private CameraSocket socket(ServerProcess server) {
        return CameraSocket.of(new Gadget(server.url(), camera, "camera-" + camera));
    }

    private void send(Visitor visitor) {
        visitor.bearing("client-" + client)
                .post(
                        "/commands",
                        Bodies.object()
                                .put("targetDeviceId", camera.toString())
                                .put("commandType", "blink")
                                .toString())
                .is(201);
    }

    /** Until it dies of it. */
    private void sendUntilTheEnd(ServerProcess server) {
        Visitor visitor = server.visitor();
        for (int sent = 0; sent < MOST_COMMANDS; sent++) {
            try {
                send(visitor);
            } catch (UncheckedIOException died) {
                return;
            }
        }
        throw new AssertionError("It lives on");
    }

    private List<String> stored() {
        return TestDatabase.ask(database, "select id from commands order by number");
    }

    private void comesAgainFrom(ServerProcess server) {
        assertThat(server.exit()).isEqualTo(ServerProcess.KILLED);
        List<String> stored = stored();
        assertThat(stored).isNotEmpty();
        server.restart();
        try (CameraSocket socket = socket(server)) {
            for (String id : stored) {
                CameraSocket.Received received = socket.receives();
                assertThat(received.id()).isEqualTo(id);
                socket.confirms(received);
            }
            socket.receivesNothing();
        }
    }

    @Test
    void before_it_is_pushed_though_it_is_stored_as_pushed() {
        ServerProcess server = servers.on(database)
                .killsItselfAt("command: after commit, before push")
                .start();
        try (CameraSocket _ = socket(server)) {
            sendUntilTheEnd(server);
            comesAgainFrom(server);
            assertThat(TestDatabase.ask(database, "select attempts from commands order by number desc limit 1"))
                    .containsExactly("2");
        }
    }

    @Test
    void after_it_was_claimed_and_before_it_is_pushed() {
        ServerProcess server = servers.on(database)
                .killsItselfAt("command: after claim, before push")
                .start();
        Visitor visitor = server.visitor();
        send(visitor);
        send(visitor);
        try (CameraSocket _ = socket(server)) {
            comesAgainFrom(server);
        }
    }

    @Test
    void after_it_was_pushed_and_before_that_is_stored() {
        ServerProcess server = servers.on(database)
                .killsItselfAt("command: after push, before sent is stored")
                .start();
        send(server.visitor());
        try (CameraSocket _ = socket(server)) {
            assertThat(server.exit()).isEqualTo(ServerProcess.KILLED);
            assertThat(TestDatabase.ask(database, "select status || ' ' || attempts from commands"))
                    .containsExactly("queued 1");
            comesAgainFrom(server);
        }
    }
}
