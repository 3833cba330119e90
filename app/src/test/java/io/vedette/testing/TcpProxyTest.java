package io.vedette.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpProxyTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private ServerSocket echo;
    private TcpProxy proxy;
    private Socket client;

    @BeforeEach
    void connect() throws IOException {
        echo = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::echoAll);
        proxy = TcpProxy.to("127.0.0.1", echo.getLocalPort());
        client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        client.setSoTimeout((int) SOON.toMillis());
        assertThat(answerTo(1)).isEqualTo(1);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        proxy.close();
        echo.close();
        Await.until("no socket is left", SOON, () -> proxy.openSockets() == 0);
    }

    @Test
    void a_cut_resets_the_connection_and_the_next_one_goes_through() throws IOException {
        proxy.cut();
        assertThatThrownBy(() -> answerTo(2)).isInstanceOf(IOException.class);
        client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        assertThat(answerTo(3)).isEqualTo(3);
    }

    @Test
    void a_black_hole_answers_nothing_until_it_heals() throws IOException {
        proxy.blackhole();
        client.setSoTimeout(300);
        assertThatThrownBy(() -> answerTo(2)).isInstanceOf(SocketTimeoutException.class);
        proxy.heal();
        client.setSoTimeout((int) SOON.toMillis());
        assertThat(client.getInputStream().read()).isEqualTo(2);
    }

    @Test
    void a_delay_comes_on_each_way() throws IOException {
        proxy.delay(Duration.ofMillis(200));
        long start = System.nanoTime();
        assertThat(answerTo(2)).isEqualTo(2);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(400));
    }

    @Test
    void half_closed_the_client_reads_an_end() throws IOException {
        proxy.halfClose();
        assertThat(client.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void without_a_server_the_client_is_reset() throws IOException {
        try (ServerSocket nobody = new ServerSocket(0)) {
            proxy.retarget(nobody.getLocalPort());
        }
        client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        client.setSoTimeout((int) SOON.toMillis());
        assertThatThrownBy(() -> client.getInputStream().read()).hasMessageContaining("reset");
    }

    private int answerTo(int question) throws IOException {
        client.getOutputStream().write(question);
        int answer = client.getInputStream().read();
        if (answer < 0) {
            throw new IOException("closed");
        }
        return answer;
    }

    private void echoAll() {
        while (!echo.isClosed()) {
            try {
                Socket socket = echo.accept();
                Thread.startVirtualThread(() -> {
                    try (socket) {
                        socket.getInputStream().transferTo(socket.getOutputStream());
                    } catch (IOException e) {
                        // Reset by the proxy.
                    }
                });
            } catch (IOException e) {
                // Closed.
            }
        }
    }
}
