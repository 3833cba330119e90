package io.vedette.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.operation.Caller;
import io.vedette.realtime.engine.CloseCause;
import io.vedette.testing.Await;
import io.vedette.testing.ServerTest;
import io.vedette.testing.TestServer;
import io.vedette.testing.sockets.Talker;
import io.vedette.testing.sockets.Talker.By;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
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
        Talker.arriving(By.WEBSOCKET, SERVER).connect("{\"token\":\"camera-%s\"}".formatted(id));
        return TestServer.running()
                .bean(Sockets.class)
                .of(new Caller.Camera(id, "ada", 1))
                .getFirst();
    }

    /** Counts how often it is written. */
    private record Counted(int written) {
        private static final AtomicInteger TIMES = new AtomicInteger();

        @Override
        @SuppressWarnings("unused") // whoever writes it calls this
        public int written() {
            return written + TIMES.incrementAndGet();
        }
    }

    @Test
    void what_is_told_to_many_is_written_once() {
        Push<Counted> push =
                Push.push("counted", Counted.class, "How often it was written").toldOnce();
        Room room = new Room("many-" + UUID.randomUUID());
        List<Talker> all = Stream.of(By.WEBSOCKET, By.POLLING, By.WEBSOCKET)
                .map(by -> Talker.connected(by, SERVER))
                .toList();
        all.forEach(talker -> talker.join(room.name()));
        rooms.tell(room, push, new Counted(0));
        assertThat(all)
                .allSatisfy(talker -> assertThat(talker.engine().text()).isEqualTo("42[\"counted\",{\"written\":1}]"));
        all.forEach(Talker::close);
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
