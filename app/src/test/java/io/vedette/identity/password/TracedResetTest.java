package io.vedette.identity.password;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.vedette.testing.TestServer;
import io.vedette.testing.Visitor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A token in a path opens an account, so it must not lie about where calls are watched. */
@ExtendWith(OutputCaptureExtension.class)
class TracedResetTest {
    private static final String TOKEN = "aTokenThatOpensAnAccount";

    private final Queue<String> spans = new ConcurrentLinkedQueue<>();

    @Test
    void a_reset_token_is_neither_traced_nor_logged(CapturedOutput output) throws Exception {
        HttpServer collector = collector();
        String endpoint = "http://localhost:" + collector.getAddress().getPort();
        try (TestServer server = TestServer.start(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint))) {
            Visitor visitor = Visitor.at(server.url());
            visitor.get("/api/auth/reset-password/%s?callbackURL=/".formatted(TOKEN))
                    .is(302);
            visitor.get("/api/auth/reset-password/%s".formatted(TOKEN)).is(400);
            visitor.get("/api/auth/reset-password/%s/".formatted(TOKEN)).is(404);
            visitor.post("/api/auth/reset-password?token=" + TOKEN, "{\"newPassword\":\"another horse 2\"}")
                    .is(400);
        } finally {
            collector.stop(0);
        }
        assertThat(String.join("", spans))
                .contains("http get /api/auth/reset-password/{token}")
                .doesNotContain(TOKEN);
        assertThat(output.getAll()).doesNotContain(TOKEN);
    }

    private HttpServer collector() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            spans.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }
}
