package io.vedette.realtime.conformance;

import static io.vedette.testing.sockets.PollingClient.SEPARATOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.faults.RawCalls.Answer;
import io.vedette.testing.sockets.Frame;
import io.vedette.testing.sockets.PollingClient;
import io.vedette.testing.sockets.RawWebSocket;
import io.vedette.testing.sockets.WebSocketClient;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The behaviour that the Engine.IO project asks of any server, version 4 of its protocol. */
class EngineIoConformanceTest extends EngineIoSuite {
    EngineIoConformanceTest() {
        super(RunningEngine.thatRarelyPings(), RunningEngine.thatOftenPings());
    }

    @Override
    void isServed(RawWebSocket socket) {
        socket.send(Frame.text("4hello"));
        assertThat(text(socket)).isEqualTo("4hello");
    }

    @Nested
    class Messages_over_polling {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "4hello",
                    "4test1" + SEPARATOR + "4test2" + SEPARATOR + "4test3",
                    "4hello" + SEPARATOR + "bAQIDBA=="
                })
        void come_back_as_they_went(String body) {
            try (PollingClient client = engine.polling()) {
                Answer posted = client.post(body);
                assertThat(posted.status()).isEqualTo(200);
                assertThat(posted.body()).isEqualTo("ok");
                assertThat(client.poll().body()).isEqualTo(body);
            }
        }

        @Test
        void that_are_none_end_the_session() {
            PollingClient client = engine.polling();
            assertThat(client.post("abc").status()).isEqualTo(400);
            assertThat(client.poll().status()).isEqualTo(400);
        }

        @Test
        void are_waited_for_by_one_poll_and_a_second_ends_the_session() {
            PollingClient client = engine.polling();
            List<CompletableFuture<Answer>> polls = List.of(client.pollLater(), client.pollLater());
            assertThat(polls.stream().map(CompletableFuture::join))
                    .extracting(Answer::status)
                    .containsExactlyInAnyOrder(200, 400);
            assertThat(polls.stream()
                            .map(CompletableFuture::join)
                            .filter(answer -> answer.status() == 200)
                            .map(Answer::body))
                    .containsExactly("1");
            assertThat(client.poll().status()).isEqualTo(400);
        }
    }

    @Nested
    class Messages_over_a_websocket {
        private final WebSocketClient client = engine.webSocket();

        @Test
        void come_back_as_they_went() {
            client.send("4hello");
            assertThat(client.text()).isEqualTo("4hello");
        }

        @Test
        void of_bytes_come_back_as_they_went() {
            client.send(Frame.bytes(1, 2, 3, 4));
            assertThat(client.bytes()).containsExactly(1, 2, 3, 4);
        }

        @Test
        void that_are_none_close_it() {
            client.send("abc");
            assertThat(client.socket().closed()).hasValue(1008);
        }
    }
}
