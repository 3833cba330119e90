package io.vedette.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.platform.operation.Caller;
import io.vedette.realtime.engine.CloseCause;
import io.vedette.testing.Await;
import io.vedette.testing.Bugs;
import io.vedette.testing.TestServer;
import io.vedette.testing.chat.Threshold;
import io.vedette.testing.sockets.Talker;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who is connected, as this node knows it. */
class SocketsTest {
    private static final Caller WAITS = new Caller.Camera(new UUID(0, 1_000_000_666), "", 1);
    private static final Push<String> FLASH =
            Push.push("flash", String.class, "Worth nothing later").orDropped();

    /** Of a camera that is known, and is still being let in. */
    private static void whileBeingLetIn(BiConsumer<TestServer, Socket> work) throws Exception {
        try (TestServer server = TestServer.start(Map.of())) {
            Talker camera = Talker.arriving(Talker.By.WEBSOCKET, server.url());
            camera.tell("40{\"token\":\"fixed-1000000666\"}");
            Threshold threshold = server.bean(Threshold.class);
            work.accept(server, threshold.came().get(10, TimeUnit.SECONDS));
            camera.close();
            threshold.left().get(10, TimeUnit.SECONDS);
        }
        assertThat(Bugs.take()).isNotEmpty().allMatch(bug -> bug.contains("Stumbling broke as a socket left"));
    }

    @Test
    void who_may_no_longer_come_is_not_let_in() throws Exception {
        whileBeingLetIn((server, socket) -> {
            server.bean(Sockets.class).end(WAITS, CloseCause.REVOKED);
            assertThat(server.bean(Threshold.class)
                            .left()
                            .orTimeout(10, TimeUnit.SECONDS)
                            .join())
                    .isEqualTo(CloseCause.REVOKED);
            assertThat(server.bean(Sockets.class).of(WAITS)).isEmpty();
        });
    }

    @Test
    void watchers_hear_once_of_who_is_open_and_never_of_who_is_not() throws Exception {
        UUID camera = UUID.randomUUID();
        whileBeingLetIn((server, waiting) -> {
            Threshold threshold = server.bean(Threshold.class);
            try (Talker talker = Talker.arriving(Talker.By.WEBSOCKET, server.url())) {
                talker.connect("{\"token\":\"camera-%s\"}".formatted(camera));
                Await.until(
                        "it was said to have come",
                        Duration.ofSeconds(10),
                        () -> !threshold.opened(camera).isEmpty());
                talker.ask("echo", "{}");
                assertThat(threshold.opened(camera)).containsExactly(true);
                assertThat(threshold.opened(((Caller.Device) waiting.caller()).id()))
                        .isEmpty();
            }
        });
    }

    @Test
    void what_may_be_dropped_does_not_wait_for_who_is_being_let_in() throws Exception {
        whileBeingLetIn((server, socket) -> {
            Rooms rooms = server.bean(Rooms.class);
            rooms.join(socket, new Room("flashing"));
            IntStream.range(0, 1_001).forEach(_ -> rooms.tell(new Room("flashing"), FLASH, "x".repeat(2_000)));
            assertThat(socket.connection().hasEnded()).isFalse();
        });
    }

    @Test
    void who_leaves_before_being_let_in_was_never_counted() throws Exception {
        try (TestServer server = TestServer.start(Map.of());
                HttpClient http = HttpClient.newHttpClient()) {
            URI engine = URI.create("ws://localhost:%d/socket.io/?EIO=4&transport=websocket".formatted(server.port()));
            Threshold threshold = server.bean(Threshold.class);
            WebSocket socket = http.newWebSocketBuilder()
                    .buildAsync(engine, new WebSocket.Listener() {})
                    .join();
            socket.sendText("40{\"token\":\"fixed-1000000666\"}", true).join();
            threshold.came().get(10, TimeUnit.SECONDS);
            socket.abort();
            threshold.left().get(10, TimeUnit.SECONDS);
            assertThat(server.bean(MeterRegistry.class)
                            .find("vedette.socket.connected")
                            .gauges())
                    .allSatisfy(gauge -> assertThat(gauge.value()).isZero());
        }
    }
}
