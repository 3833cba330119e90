package io.vedette.realtime.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.json.Json;
import io.vedette.testing.sockets.Frame;
import io.vedette.testing.sockets.RawWebSocket;
import io.vedette.testing.sockets.WebSocketClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The behaviour that the Socket.IO project asks of any server, version 5 of its protocol. */
class SocketIoConformanceTest extends EngineIoSuite {
    SocketIoConformanceTest() {
        super(RunningEngine.ofSocketIoThatRarelyPings(), RunningEngine.ofSocketIoThatOftenPings());
    }

    @Override
    void isServed(RawWebSocket socket) {
        socket.send(Frame.text("40"));
        assertThat(text(socket)).startsWith("40{");
        assertThat(text(socket)).isEqualTo("42[\"auth\",{}]");
    }

    private WebSocketClient connected() {
        return connected(engine);
    }

    private static WebSocketClient connected(RunningEngine engine) {
        WebSocketClient client = engine.webSocket();
        client.send("40");
        assertThat(client.text()).startsWith("40");
        assertThat(client.text()).startsWith("42[\"auth\"");
        return client;
    }

    private static void answersPings(WebSocketClient client) {
        for (int pings = 0; pings < 40 && client.socket().next().isPresent(); pings++) {
            client.send("3");
        }
    }

    private double late() {
        return beating.count("vedette.socket.closed", "reason", "connect_deadline");
    }

    @Nested
    class Connecting {
        private final WebSocketClient client = engine.webSocket();

        @AfterEach
        void leave() {
            client.close();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "40                         | 40         | 42[\"auth\",{}]",
                    "40{\"token\":\"123\"}      | 40         | 42[\"auth\",{\"token\":\"123\"}]",
                    "40/custom,                 | 40/custom, | 42/custom,[\"auth\",{}]",
                    "40/custom,{\"token\":\"a\"}| 40/custom, | 42/custom,[\"auth\",{\"token\":\"a\"}]"
                })
        void to_a_namespace_is_answered_with_an_id_and_shows_what_was_brought(
                String packet, String start, String first) {
            client.send(packet);
            String connected = client.text();
            assertThat(connected).startsWith(start);
            JsonNode told = Json.jsonMapper().readTree(connected.substring(start.length()));
            assertThat(told.propertyNames()).containsExactly("sid");
            assertThat(told.path("sid").isString()).isTrue();
            assertThat(client.text()).isEqualTo(first);
        }

        @Test
        void to_a_namespace_that_is_none_is_refused() {
            client.send("40/random");
            assertThat(client.text()).isEqualTo("44/random,{\"message\":\"Invalid namespace\"}");
        }

        @Test
        void with_something_else_closes() {
            client.send("4abc");
            assertThat(client.socket().closed()).hasValue(1008);
        }

        @Test
        void cannot_be_put_off_for_ever() {
            double before = late();
            try (WebSocketClient undecided = beating.webSocket()) {
                answersPings(undecided);
            }
            assertThat(late()).isGreaterThan(before);
        }
    }

    @Nested
    class Disconnecting {
        @Test
        void from_the_main_namespace_leaves_the_session_open() {
            try (WebSocketClient client = connected(beating)) {
                client.send("41");
                assertThat(text(client.socket())).isEqualTo("2");
            }
        }

        @Test
        void and_going_nowhere_else_does_not_keep_it_for_ever() {
            double before = late();
            try (WebSocketClient client = connected(beating)) {
                client.send("41");
                answersPings(client);
            }
            assertThat(late()).isGreaterThan(before);
        }

        @Test
        void from_another_namespace_leaves_the_main_one() {
            try (WebSocketClient client = connected()) {
                client.send("40/custom");
                assertThat(client.text()).startsWith("40/custom,");
                assertThat(client.text()).startsWith("42/custom,[\"auth\"");
                client.send("41/custom");
                client.send("42[\"message\",\"to the main one\"]");
                assertThat(client.text()).isEqualTo("42[\"message-back\",\"to the main one\"]");
            }
        }
    }

    @Nested
    class Events {
        private final WebSocketClient client = connected();

        @AfterEach
        void leave() {
            client.close();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "42[\"message\",1,\"2\",{\"3\":[true]}]   | 42[\"message-back\",1,\"2\",{\"3\":[true]}]",
                    "42456[\"with-ack\",1,\"2\",{\"3\":[false]}] | 43456[1,\"2\",{\"3\":[false]}]"
                })
        void are_told_back_and_answered_where_an_answer_is_wanted(String event, String back) {
            client.send(event);
            assertThat(client.text()).isEqualTo(back);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "452-[\"message\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}] |"
                            + " 452-[\"message-back\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]",
                    "452-789[\"with-ack\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}] |"
                            + " 462-789[{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]"
                })
        void with_bytes_are_too(String event, String back) {
            client.send(event);
            client.send(Frame.bytes(1, 2, 3));
            client.send(Frame.bytes(4, 5, 6));
            assertThat(client.text()).isEqualTo(back);
            assertThat(client.bytes()).containsExactly(1, 2, 3);
            assertThat(client.bytes()).containsExactly(4, 5, 6);
        }

        @ParameterizedTest
        @ValueSource(strings = {"4abc", "42{}", "42abc[\"with-ack\",1,\"2\",{\"3\":[false]}]"})
        void of_another_form_close(String event) {
            client.send(event);
            assertThat(client.socket().closed()).hasValue(1008);
        }
    }
}
