package io.vedette.realtime.conformance;

import static io.vedette.testing.sockets.PollingClient.call;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.faults.RawCalls.Answer;
import io.vedette.testing.sockets.EngineClient;
import io.vedette.testing.sockets.Frame;
import io.vedette.testing.sockets.PollingClient;
import io.vedette.testing.sockets.RawWebSocket;
import io.vedette.testing.sockets.WebSocketClient;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What Engine.IO promises, whatever is spoken over it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EngineIoSuite {
    final RunningEngine engine;
    /** Of which pings are wanted. */
    final RunningEngine beating;

    EngineIoSuite(RunningEngine engine, RunningEngine beating) {
        this.engine = engine;
        this.beating = beating;
    }

    @AfterAll
    void stop() {
        engine.close();
        beating.close();
    }

    /** Says something over a session's transport that is answered there and nowhere else. */
    abstract void isServed(RawWebSocket socket);

    static String text(RawWebSocket socket) {
        return socket.next().orElseThrow().text();
    }

    private static void describesTheSession(EngineClient client, List<String> upgrades) {
        JsonNode handshake = client.handshake();
        assertThat(handshake.propertyNames())
                .containsExactlyInAnyOrder("sid", "upgrades", "pingInterval", "pingTimeout", "maxPayload");
        assertThat(handshake.path("sid").isString()).isTrue();
        assertThat(handshake.path("upgrades").values().stream().map(JsonNode::asString))
                .isEqualTo(upgrades);
        assertThat(handshake.path("pingInterval").longValue()).isEqualTo(RunningEngine.RARELY.toMillis());
        assertThat(handshake.path("pingTimeout").longValue()).isEqualTo(RunningEngine.LONG.toMillis());
        assertThat(handshake.path("maxPayload").intValue()).isEqualTo(1_000_000);
    }

    @Nested
    class A_handshake_by_polling {
        private Answer get(String query) {
            return call(engine.url(), "GET", engine.path() + query, "", "");
        }

        @Test
        void opens_a_session_that_may_be_upgraded() {
            try (PollingClient client = engine.polling()) {
                describesTheSession(client, List.of("websocket"));
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"?transport=polling", "?EIO=abc&transport=polling", "?EIO=3&transport=polling"})
        void in_another_version_is_refused(String query) {
            assertThat(get(query).status()).isEqualTo(400);
        }

        @ParameterizedTest
        @ValueSource(strings = {"?EIO=4", "?EIO=4&transport=abc"})
        void over_another_transport_is_refused(String query) {
            assertThat(get(query).status()).isEqualTo(400);
        }

        @ParameterizedTest
        @ValueSource(strings = {"POST", "PUT"})
        void by_another_method_is_refused(String method) {
            String path = engine.path() + "?EIO=4&transport=polling";
            assertThat(call(engine.url(), method, path, "", "").status()).isEqualTo(400);
        }
    }

    @Nested
    class A_handshake_by_websocket {
        @Test
        void opens_a_session_that_needs_no_upgrade() {
            try (WebSocketClient client = engine.webSocket()) {
                describesTheSession(client, List.of());
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"?transport=websocket", "?EIO=abc&transport=websocket", "?EIO=3&transport=websocket"})
        void in_another_version_is_refused(String query) {
            assertThat(RawWebSocket.refused(engine.url(), engine.path() + query).status())
                    .isEqualTo(400);
        }

        @ParameterizedTest
        @ValueSource(strings = {"?EIO=4", "?EIO=4&transport=abc", "?EIO=4&transport=polling"})
        void over_another_transport_is_refused(String query) {
            assertThat(RawWebSocket.refused(engine.url(), engine.path() + query).status())
                    .isEqualTo(400);
        }
    }

    @Nested
    class A_heartbeat {
        @Test
        void goes_on_over_polling() {
            try (PollingClient client = beating.polling()) {
                for (int beat = 0; beat < 3; beat++) {
                    assertThat(client.poll().body()).isEqualTo("2");
                    assertThat(client.post("3").status()).isEqualTo(200);
                }
            }
        }

        @Test
        void that_is_not_answered_ends_a_polling_session() {
            PollingClient client = beating.polling();
            beating.awaitNoSessions();
            assertThat(client.poll().status()).isEqualTo(400);
        }

        @Test
        void goes_on_over_a_websocket() {
            try (WebSocketClient client = beating.webSocket()) {
                for (int beat = 0; beat < 3; beat++) {
                    assertThat(text(client.socket())).isEqualTo("2");
                    client.send("3");
                }
            }
        }

        @Test
        void that_is_not_answered_closes_a_websocket() {
            try (WebSocketClient client = beating.webSocket()) {
                assertThat(text(client.socket())).isEqualTo("2");
                assertThat(client.socket().closed()).isEmpty();
            }
        }
    }

    @Nested
    class A_client_that_closes {
        @Test
        void gets_its_poll_back_and_has_no_session_any_more() {
            PollingClient client = engine.polling();
            CompletableFuture<Answer> poll = client.pollLater();
            assertThat(client.post("1").status()).isEqualTo(200);
            assertThat(poll.join().status()).isEqualTo(200);
            assertThat(poll.join().body()).isEqualTo("6");
            assertThat(client.poll().status()).isEqualTo(400);
        }

        @Test
        void has_no_websocket_any_more() {
            try (WebSocketClient client = engine.webSocket()) {
                client.send("1");
                assertThat(client.socket().closed()).hasValue(1000);
            }
        }
    }

    @Nested
    class An_upgrade {
        private final PollingClient client = engine.polling();
        private final RawWebSocket socket = engine.upgrading(client);

        @Test
        void takes_the_session_to_the_websocket() {
            socket.send(Frame.text("2probe"));
            assertThat(text(socket)).isEqualTo("3probe");
            assertThat(client.poll().body()).isEqualTo("6");
            socket.send(Frame.text("5"));
            isServed(socket);
        }

        private void upgrade() {
            socket.send(Frame.text("2probe"));
            assertThat(text(socket)).isEqualTo("3probe");
            socket.send(Frame.text("5"));
            isServed(socket);
        }

        @Test
        void leaves_nothing_to_poll() {
            upgrade();
            assertThat(client.poll().status()).isEqualTo(400);
            assertThat(client.post("4hello").status()).isEqualTo(400);
        }

        @Test
        void happens_once() {
            upgrade();
            try (RawWebSocket second = engine.upgrading(client)) {
                second.closed();
            }
            isStillThere();
        }

        private void isStillThere() {
            socket.send(Frame.ping("there?"));
            Frame answer = socket.next().orElseThrow();
            while (answer.opcode() != Frame.PONG) {
                socket.send(Frame.text("3"));
                answer = socket.next().orElseThrow();
            }
            assertThat(answer.text()).isEqualTo("there?");
        }
    }
}
