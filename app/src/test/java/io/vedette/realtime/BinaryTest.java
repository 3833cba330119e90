package io.vedette.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.ServerTest;
import io.vedette.testing.TestServer;
import io.vedette.testing.sockets.Frame;
import io.vedette.testing.sockets.PollingClient;
import io.vedette.testing.sockets.Talker;
import io.vedette.testing.sockets.Talker.By;
import io.vedette.testing.sockets.WebSocketClient;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes beside packets. */
@ServerTest
class BinaryTest {
    private static final URI SERVER = TestServer.running().url();
    private static final byte[] BYTES = Frame.bytes(4, 0, 255, 128, 4, 30, 98);
    private static final String ECHO = "451-7[\"echo\",{\"bytes\":{\"_placeholder\":true,\"num\":0}}]";
    private static final Push<Picture> PICTURE =
            Push.push("picture", Picture.class, "A picture").toldOnce();

    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    private record Picture(byte[] picture) {}

    private static void hasEchoed(Talker talker) {
        assertThat(talker.engine().text())
                .startsWith("461-7[{\"ok\":true,")
                .contains("\"bytes\":{\"_placeholder\":true,\"num\":0}");
        assertThat(talker.engine().bytes()).isEqualTo(BYTES);
    }

    @ParameterizedTest
    @EnumSource(By.class)
    void come_back_as_they_went(By by) {
        try (Talker talker = Talker.connected(by, SERVER)) {
            talker.tell(ECHO, BYTES);
            hasEchoed(talker);
        }
    }

    @Test
    void may_come_in_the_same_body_as_their_packet() {
        try (Talker talker = Talker.connected(By.POLLING, SERVER)) {
            talker.engine()
                    .send(ECHO + PollingClient.SEPARATOR + "b"
                            + Base64.getEncoder().encodeToString(BYTES));
            hasEchoed(talker);
        }
    }

    @Test
    void reach_everybody_in_a_room_whole() {
        String room = "pictures-" + UUID.randomUUID();
        List<Talker> all = Stream.of(By.WEBSOCKET, By.POLLING, By.WEBSOCKET, By.POLLING, By.WEBSOCKET)
                .map(by -> Talker.connected(by, SERVER))
                .toList();
        all.forEach(talker -> talker.join(room));
        for (int round = 0; round < 3; round++) {
            TestServer.running().bean(Rooms.class).tell(new Room(room), PICTURE, new Picture(BYTES));
        }
        for (Talker talker : all) {
            for (int round = 0; round < 3; round++) {
                assertThat(talker.engine().text())
                        .isEqualTo("451-[\"picture\",{\"picture\":{\"_placeholder\":true,\"num\":0}}]");
                assertThat(talker.engine().bytes()).isEqualTo(BYTES);
            }
            talker.close();
        }
    }

    @Nested
    class That_are_announced_and_do_not_fit {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "4599999-[\"echo\",{}]",
                    "4517-[\"echo\",{}]",
                    "45999999999999999999-[\"echo\",{}]",
                    "45-[\"echo\",{}]",
                    "451[\"echo\",{}]",
                    "45-1-[\"echo\",{}]",
                    "461-[{}]"
                })
        void close(String packet) {
            for (By by : By.values()) {
                Talker stranger = Talker.arriving(by, SERVER);
                stranger.tell(packet, BYTES);
                stranger.engine().awaitEnd();
                Talker talker = Talker.connected(by, SERVER);
                talker.tell(packet, BYTES);
                talker.engine().awaitEnd();
            }
        }

        @ParameterizedTest
        @EnumSource(By.class)
        void are_too_many_bytes(By by) {
            Talker talker = Talker.connected(by, SERVER);
            talker.tell("4516-[\"echo\",{}]");
            IntStream.range(0, 3).forEach(_ -> talker.engine().send(new byte[400_000]));
            talker.engine().awaitEnd();
        }

        @ParameterizedTest
        @EnumSource(By.class)
        void are_not_waited_for_where_nobody_is_connected(By by) {
            Talker stranger = Talker.arriving(by, SERVER);
            stranger.tell(ECHO);
            stranger.engine().awaitEnd();
        }

        /** Read at once, each of these would take some fifteen megabytes. */
        @Test
        void are_waited_for_with_no_more_room_than_their_packet_took() {
            List<Talker> waiting = Stream.generate(() -> Talker.connected(By.WEBSOCKET, SERVER))
                    .limit(20)
                    .toList();
            long before = memoryInUse();
            for (Talker talker : waiting) {
                talker.tell("451-[\"echo\",[" + "[],".repeat(300_000) + "0]]");
                ((WebSocketClient) talker.engine()).socket().send(Frame.ping("read"));
                assertThat(((WebSocketClient) talker.engine())
                                .socket()
                                .next()
                                .orElseThrow()
                                .text())
                        .isEqualTo("read");
            }
            assertThat(memoryInUse() - before).isLessThan(100 << 20);
            waiting.forEach(Talker::close);
        }

        private long memoryInUse() {
            System.gc();
            return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        }

        /** A message could else grow to as many times its size as it has room for placeholders. */
        @Test
        void are_placed_once() {
            Talker talker = Talker.connected(By.WEBSOCKET, SERVER);
            String twice = "{\"_placeholder\":true,\"num\":0}";
            talker.tell("451-[\"echo\",{\"data\":{\"a\":%s,\"b\":%s}}]".formatted(twice, twice), BYTES);
            talker.engine().awaitEnd();
        }

        @ParameterizedTest
        @ValueSource(strings = {"1", "-1", "1.5", "\"0\"", "null", "99999999999"})
        void have_a_number_of_none(String number) {
            Talker talker = Talker.connected(By.WEBSOCKET, SERVER);
            talker.tell("451-[\"echo\",{\"bytes\":{\"_placeholder\":true,\"num\":%s}}]".formatted(number), BYTES);
            talker.engine().awaitEnd();
        }

        @Test
        void are_text_where_bytes_should_come() {
            Talker talker = Talker.connected(By.WEBSOCKET, SERVER);
            talker.tell(ECHO);
            talker.tell("42[\"echo\",{}]");
            talker.engine().awaitEnd();
        }

        @ParameterizedTest
        @EnumSource(By.class)
        void belong_to_nothing(By by) {
            Talker talker = Talker.connected(by, SERVER);
            talker.engine().send(BYTES);
            talker.engine().awaitEnd();
        }
    }
}
