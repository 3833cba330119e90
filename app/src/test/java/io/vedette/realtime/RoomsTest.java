package io.vedette.realtime;

import io.vedette.platform.operation.Caller;
import io.vedette.realtime.engine.CloseCause;
import io.vedette.testing.Await;
import io.vedette.testing.ServerTest;
import io.vedette.testing.TestServer;
import io.vedette.testing.sockets.Talker;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who is in a room, while they come and go. */
@ServerTest
class RoomsTest {
    private static final URI SERVER = TestServer.running().url();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int ROUNDS = 150;
    private static final int ROOMS = 10;

    private final Rooms rooms = TestServer.running().bean(Rooms.class);

    private static Socket arrived(UUID id) {
        Talker.arriving(Talker.By.WEBSOCKET, SERVER).connect("{\"token\":\"camera-%s\"}".formatted(id));
        return TestServer.running()
                .bean(Sockets.class)
                .of(new Caller.Camera(id, "ada"))
                .getFirst();
    }

    @Test
    void who_ends_while_joining_stays_in_none() {
        String name = "going-" + UUID.randomUUID() + "-";
        for (int round = 0; round < ROUNDS; round++) {
            Socket socket = arrived(UUID.randomUUID());
            socket.connection().loop().execute(() -> socket.end(CloseCause.SERVER_DRAIN));
            for (int room = 0; !socket.connection().hasEnded(); room++) {
                rooms.join(socket, new Room(name + room % ROOMS));
            }
        }
        for (int room = 0; room < ROOMS; room++) {
            Room left = new Room(name + room);
            Await.until("nobody is in it", PATIENCE, () -> rooms.size(left) == 0);
        }
    }
}
