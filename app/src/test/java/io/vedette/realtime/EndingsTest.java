package io.vedette.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.platform.operation.Caller;
import io.vedette.realtime.engine.CloseCause;
import io.vedette.testing.Await;
import io.vedette.testing.SecretScan;
import io.vedette.testing.ServerTest;
import io.vedette.testing.TestServer;
import io.vedette.testing.sockets.PollingClient;
import io.vedette.testing.sockets.Talker;
import io.vedette.testing.sockets.Talker.By;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who breaks the protocol, or keeps up with nothing, is let go; the others don't notice. */
@ServerTest
class EndingsTest {
    private static final URI SERVER = TestServer.running().url();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Push<Words> SAID =
            Push.push("room:said", Words.class, "Something was said").toldOnce();

    private record Words(String text) {}

    private static double closed(CloseCause cause) {
        Counter counter = TestServer.running()
                .bean(MeterRegistry.class)
                .find("vedette.socket.closed")
                .tag("reason", cause.code())
                .counter();
        return counter == null ? 0 : counter.count();
    }

    static Stream<String> malformed() {
        return Stream.of(
                "",
                "7",
                "2probe",
                "4",
                "4{}",
                "47",
                "42",
                "42[]",
                "42{}",
                "42\"echo\"",
                "42[\"echo\"",
                "42[\"echo\",]",
                "42[null]",
                "42[{\"event\":1}]",
                "42[\"connect\"]",
                "42[\"disconnect\",{}]",
                "421234567890123456[\"echo\",{}]",
                "42-1[\"echo\",{}]",
                "43[1]",
                "431",
                "431{}",
                "41{}",
                "40[]",
                "40\"x\"",
                "44{\"message\":\"x\"}",
                "42/other,[\"echo\",{}]",
                "42[\"echo\"," + "[".repeat(2_000) + "]".repeat(2_000) + "]",
                "42[\"echo\"," + "9".repeat(2_000) + "]",
                "b");
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void a_packet_that_is_none_closes(String packet) {
        double before = closed(CloseCause.PARSE_ERROR);
        Talker talker = Talker.connected(By.WEBSOCKET, SERVER);
        talker.tell(packet);
        talker.engine().awaitEnd();
        assertThat(closed(CloseCause.PARSE_ERROR)).isGreaterThan(before);
    }

    @Test
    void nothing_that_is_said_is_written_down() {
        String secret = "vertraulich-" + UUID.randomUUID();
        try (SecretScan log = SecretScan.ofTheLog()) {
            for (String packet : List.of(
                    "4" + secret,
                    "42[\"" + secret + "\"",
                    "42[\"echo\",{\"number\":\"" + secret + "\"}]",
                    "421[\"" + secret + "\",{}]",
                    "42/" + secret + ",[\"echo\"]",
                    "40/" + secret,
                    "451-[\"echo\",{\"x\":\"" + secret + "\"}]")) {
                Talker talker = Talker.connected(By.WEBSOCKET, SERVER);
                talker.tell(packet);
                talker.tell("4");
                talker.engine().awaitEnd();
            }
            log.foundNoneOf(List.of(secret));
        }
    }

    @Nested
    class Whoever_stops_reading {
        private final String room = "stuck-" + UUID.randomUUID();
        private final double before = closed(CloseCause.TOO_SLOW);

        private void say(int times, int length) {
            Words words = new Words("x".repeat(length));
            Rooms rooms = TestServer.running().bean(Rooms.class);
            IntStream.range(0, times).forEach(_ -> rooms.tell(new Room(room), SAID, words));
        }

        private void isLetGo() {
            Await.until("who is too slow is closed", PATIENCE, () -> closed(CloseCause.TOO_SLOW) > before);
            assertThat(TestServer.running().bean(Rooms.class).size(new Room(room)))
                    .isZero();
        }

        @Test
        void is_let_go_once_too_many_bytes_wait() {
            Talker stuck = Talker.connected(By.WEBSOCKET, SERVER);
            stuck.join(room);
            say(200, 100_000);
            isLetGo();
            stuck.engine().awaitEnd();
        }

        @Test
        void is_let_go_once_too_many_messages_wait_to_be_polled() {
            Talker stuck = Talker.connected(By.POLLING, SERVER);
            stuck.join(room);
            say(1_000, 1);
            assertThat(closed(CloseCause.TOO_SLOW)).isEqualTo(before);
            say(1, 1);
            isLetGo();
            stuck.engine().awaitEnd();
        }

        @Test
        void keeps_nobody_else_from_hearing() {
            Talker stuck = Talker.connected(By.WEBSOCKET, SERVER);
            stuck.join(room);
            try (Talker good = Talker.connected(By.WEBSOCKET, SERVER)) {
                good.join(room);
                for (int said = 0; said < 200; said++) {
                    say(1, 100_000);
                    assertThat(good.hears()).hasSize(100_000);
                }
            }
            Await.until("who is too slow is closed", PATIENCE, () -> closed(CloseCause.TOO_SLOW) > before);
            stuck.close();
        }
    }

    @ParameterizedTest
    @EnumSource(By.class)
    void who_leaves_the_namespace_is_told_nothing_more(By by) {
        String room = "left-" + UUID.randomUUID();
        try (Talker talker = Talker.connected(by, SERVER)) {
            talker.join(room);
            talker.tell("41");
            Await.until(
                    "they have left the room",
                    PATIENCE,
                    () -> TestServer.running().bean(Rooms.class).size(new Room(room)) == 0);
            talker.connect("{\"token\":\"camera-%s\"}".formatted(UUID.randomUUID()));
            assertThat(talker.ask("echo", "{}").path("ok").booleanValue()).isTrue();
        }
    }

    /** The official client for browsers would otherwise hear of the close first, and come back. */
    @Test
    void who_is_sent_away_between_two_polls_is_told_so_before_it_is_closed() {
        UUID camera = UUID.randomUUID();
        Talker talker = Talker.arriving(By.POLLING, SERVER);
        talker.connect("{\"token\":\"camera-%s\"}".formatted(camera));
        TestServer.running().bean(Sockets.class).end(new Caller.Camera(camera, "ada", 1), CloseCause.REVOKED);
        PollingClient client = (PollingClient) talker.engine();
        assertThat(client.poll().body()).isEqualTo("41");
        assertThat(client.poll().body()).isEqualTo("1");
        assertThat(client.poll().status()).isEqualTo(400);
    }
}
