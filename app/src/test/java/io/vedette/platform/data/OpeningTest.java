package io.vedette.platform.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.netty.resources.LoopResources;

class OpeningTest {
    private static final int LONG_MILLIS = 10_000;

    @Test
    void who_gives_up_on_a_silent_server_leaves_no_socket_behind() throws IOException {
        LoopResources loops = LoopResources.create("opening-test", 1, true);
        try (ServerSocket silent = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            DatabaseUrl url = DatabaseUrl.parse(
                    "postgres://u:p@127.0.0.1:%d/db?sslmode=disable".formatted(silent.getLocalPort()));
            assertThatThrownBy(() -> Opening.open(
                                    loops,
                                    each -> url.r2dbc().loopResources(each).build())
                            .timeout(Duration.ofMillis(500))
                            .block())
                    .hasMessageContaining("500ms");
            try (Socket accepted = silent.accept()) {
                accepted.setSoTimeout(LONG_MILLIS);
                InputStream startup = accepted.getInputStream();
                startup.readAllBytes();
                assertThat(startup.read()).isEqualTo(-1);
            }
        } finally {
            loops.dispose();
        }
    }
}
