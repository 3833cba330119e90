package io.vedette.shape;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.vedette.testing.Repository;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The image's health check, run against a server that answers as told. */
class HealthcheckTest {
    @ParameterizedTest
    @CsvSource({"200, true", "503, false", "404, false"})
    void only_200_is_healthy(int status, boolean healthy) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/health/live", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        try {
            assertThat(isHealthy(server.getAddress().getPort())).isEqualTo(healthy);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void nobody_listening_is_not_healthy() throws Exception {
        HttpServer closed = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        int port = closed.getAddress().getPort();
        closed.stop(0);
        assertThat(isHealthy(port)).isFalse();
    }

    private static boolean isHealthy(int port) throws IOException, InterruptedException {
        var check = new ProcessBuilder(Repository.file("app/deploy/healthcheck").toString());
        check.environment().put("PORT", Integer.toString(port));
        check.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        return check.start().waitFor() == 0;
    }
}
