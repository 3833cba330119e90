package io.vedette.realtime.conformance;

import static io.vedette.testing.sockets.PollingClient.call;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.faults.RawCalls.Answer;
import io.vedette.testing.sockets.Frame;
import io.vedette.testing.sockets.PollingClient;
import io.vedette.testing.sockets.RawWebSocket;
import io.vedette.testing.sockets.WebSocketClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that open no session leave none behind, and are told why with the codes that clients know. */
class DoorTest {
    private static final RunningEngine ENGINE = RunningEngine.thatRarelyPings();
    private static final String UPGRADE = "Connection: Upgrade\r\nUpgrade: websocket\r\n";
    private static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

    @AfterAll
    static void stop() {
        ENGINE.close();
    }

    @AfterEach
    void nothing_is_left() {
        assertThat(ENGINE.sessions()).isZero();
    }

    private static Answer to(String method, String query, String headers) {
        return call(ENGINE.url(), method, ENGINE.path() + query, headers, "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET    | ?EIO=3&transport=polling    | 5 | Unsupported protocol version",
                "GET    | ?transport=polling          | 5 | Unsupported protocol version",
                "GET    | ?EIO=4                      | 0 | Transport unknown",
                "GET    | ?EIO=4&transport=flashsocket| 0 | Transport unknown",
                "GET    | ?EIO=4&transport=websocket  | 3 | Bad request",
                "POST   | ?EIO=4&transport=polling    | 2 | Bad handshake method",
                "POST   | ?EIO=4&transport=websocket  | 2 | Bad handshake method",
                "DELETE | ?EIO=4&transport=polling    | 2 | Bad handshake method",
                "GET    | ?EIO=4&transport=polling&sid=%zz | 3 | Bad request",
                "GET    | %zz?EIO=4&transport=polling | 3 | Bad request",
                "GET    | elsewhere?EIO=4&transport=polling | 0 | Transport unknown",
            })
    void odd_handshakes_are_refused(String method, String query, int code, String message) {
        Answer answer = to(method, query, "");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"code\":%d,\"message\":\"%s\"}".formatted(code, message));
    }

    @Test
    void a_websocket_of_another_version_is_refused() {
        Answer answer = to("GET", "?EIO=4&transport=websocket", UPGRADE + KEY + "Sec-WebSocket-Version: 12\r\n");
        assertThat(answer.status()).isEqualTo(426);
        assertThat(answer.headers()).contains("sec-websocket-version: 13");
    }

    @Test
    void a_websocket_without_a_key_is_refused() {
        Answer answer = to("GET", "?EIO=4&transport=websocket", UPGRADE + "Sec-WebSocket-Version: 13\r\n");
        assertThat(answer.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?EIO=4&transport=polling", "", "?EIO=4&transport=polling&sid=x"})
    void a_browser_that_asks_first_is_told(String query) {
        Answer answer = to("OPTIONS", query, "Origin: https://app.example.test\r\n");
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.headers())
                .contains(
                        "access-control-allow-origin: https://app.example.test",
                        "access-control-allow-credentials: true");
    }

    @Test
    void a_poll_in_another_encoding_is_refused() {
        PollingClient client = ENGINE.polling();
        String path = ENGINE.path() + "?EIO=4&transport=polling&sid=" + client.sid();
        Answer answer = call(ENGINE.url(), "POST", path, "Content-Type: application/octet-stream\r\n", "4hello");
        assertThat(answer.status()).isEqualTo(400);
        client.close();
    }

    @Test
    void a_body_that_is_too_large_is_refused() {
        PollingClient client = ENGINE.polling();
        assertThat(client.post("4" + "x".repeat(1_000_000)).status()).isEqualTo(413);
        client.close();
    }

    @Test
    void all_polling_answers_end_their_connection() {
        PollingClient client = ENGINE.polling();
        assertThat(client.post("4hello").headers()).contains("connection: close");
        assertThat(client.poll().headers()).contains("connection: close");
        assertThat(to("GET", "", "").headers()).contains("connection: close");
        client.close();
    }

    @Test
    void nobody_polls_for_a_websocket() {
        try (WebSocketClient client = ENGINE.webSocket()) {
            String query = "?EIO=4&transport=polling&sid=" + client.sid();
            assertThat(to("GET", query, "").status()).isEqualTo(400);
            assertThat(to("POST", query, "").status()).isEqualTo(400);
            try (RawWebSocket second = ENGINE.upgrading(client)) {
                second.closed();
            }
            client.send("4still there");
            assertThat(client.text()).isEqualTo("4still there");
            client.send("1");
            client.socket().closed();
        }
        ENGINE.awaitNoSessions();
    }

    @Test
    void while_a_websocket_takes_over_a_second_is_sent_away() {
        PollingClient client = ENGINE.polling();
        try (RawWebSocket first = ENGINE.upgrading(client)) {
            first.send(Frame.text("2probe"));
            assertThat(EngineIoSuite.text(first)).isEqualTo("3probe");
            try (RawWebSocket second = ENGINE.upgrading(client)) {
                assertThat(second.closed()).isEmpty();
            }
            first.send(Frame.text("2probe"));
            assertThat(EngineIoSuite.text(first)).isEqualTo("3probe");
        }
        client.close();
        ENGINE.awaitNoSessions();
    }
}
