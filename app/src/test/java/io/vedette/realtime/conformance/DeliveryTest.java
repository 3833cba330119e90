package io.vedette.realtime.conformance;

import static io.vedette.testing.sockets.PollingClient.SEPARATOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.sockets.EngineClient;
import io.vedette.testing.sockets.Frame;
import io.vedette.testing.sockets.PollingClient;
import io.vedette.testing.sockets.RawWebSocket;
import io.vedette.testing.sockets.WebSocketClient;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is sent arrives: all of it, once, in its order, whatever carries it. */
class DeliveryTest {
    private static final RunningEngine ENGINE = RunningEngine.thatRarelyPings();
    private static final int MANY = 200;

    @AfterAll
    static void stop() {
        ENGINE.close();
    }

    static Stream<EngineClient> clients() {
        return Stream.of(ENGINE.polling(), ENGINE.webSocket());
    }

    private static List<String> numbered() {
        return IntStream.range(0, MANY).mapToObj(number -> "4" + number).toList();
    }

    private static List<String> received(EngineClient client) {
        return IntStream.range(0, MANY).mapToObj(_ -> client.text()).toList();
    }

    @ParameterizedTest
    @MethodSource("clients")
    void many_packets_one_by_one(EngineClient client) {
        numbered().forEach(client::send);
        assertThat(received(client)).isEqualTo(numbered());
        client.close();
    }

    @Test
    void many_packets_in_one_body() {
        PollingClient client = ENGINE.polling();
        client.post(String.join(SEPARATOR, numbered()));
        assertThat(received(client)).isEqualTo(numbered());
        client.close();
    }

    @Test
    void what_is_said_while_the_transport_changes() {
        PollingClient client = ENGINE.polling();
        client.post("4before");
        try (RawWebSocket socket = ENGINE.upgrading(client)) {
            socket.send(Frame.text("2probe"));
            assertThat(EngineIoSuite.text(socket)).isEqualTo("3probe");
            client.post("4during");
            socket.send(Frame.text("5"));
            socket.send(Frame.text("4after"));
            assertThat(IntStream.range(0, 3).mapToObj(_ -> EngineIoSuite.text(socket)))
                    .containsExactly("4before", "4during", "4after");
        }
    }

    @Test
    void a_poll_that_waits_while_the_transport_changes_goes_home() {
        PollingClient client = ENGINE.polling();
        CompletableFuture<String> poll = client.pollLater().thenApply(answer -> answer.body());
        try (RawWebSocket socket = ENGINE.upgrading(client)) {
            socket.send(Frame.text("2probe"));
            assertThat(EngineIoSuite.text(socket)).isEqualTo("3probe");
            assertThat(poll.join()).isEqualTo("6");
        }
        client.close();
    }

    @ParameterizedTest
    @MethodSource("clients")
    void bytes_of_every_value(EngineClient client) {
        byte[] all = Frame.bytes(IntStream.range(0, 256).toArray());
        client.send(all);
        assertThat(client.bytes()).isEqualTo(all);
        client.close();
    }

    @ParameterizedTest
    @MethodSource("clients")
    void text_beyond_ascii(EngineClient client) {
        String text = "4é€\ud83d\ude00\u2028\ufffd";
        client.send(text);
        assertThat(client.text()).isEqualTo(text);
        client.close();
    }

    @ParameterizedTest
    @MethodSource("clients")
    void every_length_at_which_a_frame_looks_different(EngineClient client) {
        for (int length : List.of(1, 124, 125, 126, 65_535, 65_536, 999_999)) {
            String packet = "4" + "x".repeat(length - 1);
            client.send(packet);
            assertThat(client.text()).isEqualTo(packet);
        }
        client.close();
    }

    @Test
    void to_others_while_one_breaks() {
        try (WebSocketClient good = ENGINE.webSocket()) {
            try (WebSocketClient broken = ENGINE.webSocket()) {
                broken.socket().sendAsIs(Frame.bytes(0xff, 0xff, 0xff));
                broken.socket().closed();
            }
            good.send("4still here");
            assertThat(good.text()).isEqualTo("4still here");
        }
    }
}
