package io.vedette.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.data.OwnPostgres;
import io.vedette.platform.data.TestPostgres;
import io.vedette.testing.Bodies;
import io.vedette.testing.DeviceRows;
import io.vedette.testing.Household.Gadget;
import io.vedette.testing.Reply;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import io.vedette.testing.Visitor;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The database is away for a while: what it took comes to the camera all the same, and in order. */
class CommandOutageTest {
    private static final int SOME = 10;
    private static final OwnPostgres POSTGRES = new OwnPostgres("outage-commands");
    private static final TestServer SERVER = started();

    private final DeviceRows devices = new DeviceRows(POSTGRES.url());
    private final UUID camera = devices.camera();
    private final UUID client = devices.client();
    private final Visitor visitor = Visitor.at(SERVER.url()).bearing("client-" + client);
    private final List<String> acknowledged = new ArrayList<>();

    private static TestServer started() {
        TestPostgres.migrate(POSTGRES.url());
        return TestServer.start(Map.of(
                "DATABASE_URL",
                TestDatabase.text(POSTGRES.url()),
                "RATE_LIMIT_ENABLED",
                "false",
                "COMMAND_RETRY_AFTER",
                "1h"));
    }

    @AfterAll
    static void end() {
        SERVER.close();
        POSTGRES.close();
    }

    /** One after the other, as long as they are answered so. */
    private void sendWhile(IntPredicate goesOn) {
        Reply reply;
        do {
            reply = visitor.post(
                    "/commands",
                    Bodies.object()
                            .put("targetDeviceId", camera.toString())
                            .put("commandType", "blink")
                            .toString());
            if (reply.status() == 201) {
                acknowledged.add(reply.json().path("id").asString());
            }
        } while (goesOn.test(reply.status()));
    }

    @Test
    void loses_no_command_and_no_order() {
        devices.link(camera, client);
        try (CameraSocket socket = CameraSocket.of(new Gadget(SERVER.url(), camera, "camera-" + camera))) {
            sendWhile(_ -> acknowledged.size() < SOME);
            POSTGRES.pause();
            try {
                sendWhile(status -> status == 201);
                sendWhile(status -> status == 201);
            } finally {
                POSTGRES.resume();
            }
            sendWhile(_ -> acknowledged.size() < 2 * SOME);
            Set<String> received = new LinkedHashSet<>();
            while (!received.containsAll(acknowledged)) {
                CameraSocket.Received next = socket.receives();
                received.add(next.id());
                socket.confirms(next);
            }
            assertThat(received.stream().filter(acknowledged::contains)).isEqualTo(acknowledged);
            assertThat(TestDatabase.ask(
                            POSTGRES.url(),
                            "select count(*) from commands where delivered_at is null and attempts = 0"))
                    .containsExactly("0");
        }
    }
}
