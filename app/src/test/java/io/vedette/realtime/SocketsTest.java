package io.vedette.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.testing.TestServer;
import io.vedette.testing.chat.Threshold;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who is connected, as this node knows it. */
class SocketsTest {
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
