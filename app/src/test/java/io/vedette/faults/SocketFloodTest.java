package io.vedette.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.testing.Await;
import io.vedette.testing.TestServer;
import io.vedette.testing.faults.Frames;
import io.vedette.testing.faults.LoopStalls;
import io.vedette.testing.faults.Peer;
import io.vedette.testing.faults.PollingClient;
import io.vedette.testing.faults.Swarm;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One socket that sends too much, or what makes no sense: it is closed, and a good one is served meanwhile. */
class SocketFloodTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int FLOOD = 10_000;
    private static final int POLICY_VIOLATION = 1008;

    private static final TestServer SERVER = TestServer.start(Map.of());
    private static final Swarm SWARM = new Swarm(SERVER.url()).from(200);
    private static final LoopStalls STALLS = LoopStalls.of(SERVER);

    private final Peer good = SWARM.connected("camera-" + UUID.randomUUID());

    @AfterAll
    static void end() {
        STALLS.heldNobodyUp("During all floods");
        STALLS.close();
        SWARM.close();
        SERVER.close();
    }

    @AfterEach
    void a_good_client_is_served_all_the_while() {
        good.say("421[\"echo\",{\"number\":7}]");
        Await.until(
                "it is answered",
                PATIENCE,
                () -> good.heard().stream()
                        .anyMatch(packet -> packet.startsWith("431") && packet.contains("\"number\":7")));
        good.close();
    }

    @Nested
    class Beyond_what_a_socket_may_send {
        private final Peer flooder = SWARM.connected("camera-" + UUID.randomUUID());
        private final double before = closed("over_limit");

        @Test
        void events_are_refused_and_then_it_is_closed_to_come_again() {
            for (int number = 0; number < FLOOD; number++) {
                flooder.say("42%d[\"echo\",{\"number\":1}]".formatted(number));
            }
            flooder.ended();
            assertThat(flooder.heard())
                    .anyMatch(packet -> packet.contains("\"rate_limited\""))
                    .noneMatch(packet -> packet.startsWith("41"));
            isClosedForThat();
        }

        @Test
        void so_it_is_by_bytes() {
            byte[] large = Frames.text("42[\"nothing\",\"%s\"]".formatted("x".repeat(990_000)));
            for (int number = 0; number < 20 && !flooder.hasEnded(); number++) {
                flooder.send(large);
            }
            flooder.ended();
            isClosedForThat();
        }

        @Test
        void so_it_is_by_pings_of_the_websocket() {
            for (int number = 0; number < FLOOD; number++) {
                flooder.send(Frames.masked(Frames.PING, new byte[100]));
            }
            flooder.ended();
            isClosedForThat();
        }

        private void isClosedForThat() {
            assertThat(flooder.closeCode()).as("a close frame").isZero();
            assertThat(closed("over_limit") - before).isEqualTo(1);
        }
    }

    @Test
    void too_much_in_bodies_ends_a_polling_session() {
        PollingClient client = PollingClient.connect(SWARM, "camera-" + UUID.randomUUID());
        double before = closed("over_limit");
        String body = "42[\"nothing\"]" + "\u001e42[\"nothing\"]".repeat(999);
        client.say(body);
        client.say(body);
        Await.until("it is closed", PATIENCE, () -> closed("over_limit") - before == 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"459999999999999-[\"x\"]", "4517-[\"x\"]", "45-[\"x\"]", "9", "", "4", "47[]", "42{", "43[]"})
    void what_is_no_packet_ends_its_sender(String packet) {
        Peer peer = SWARM.connected("camera-" + UUID.randomUUID());
        peer.say(packet);
        assertThat(peer.ended().closeCode()).isEqualTo(POLICY_VIOLATION);
    }

    @Test
    void so_do_attachments_without_a_packet_and_packets_without_their_attachments() {
        Peer bytesAlone = SWARM.connected("camera-" + UUID.randomUUID());
        bytesAlone.send(Frames.masked(Frames.BINARY, new byte[10]));
        Peer packetsAlone = SWARM.connected("camera-" + UUID.randomUUID());
        packetsAlone.say("452-[\"echo\",{\"_placeholder\":true,\"num\":0}]");
        packetsAlone.say("421[\"echo\",{}]");
        assertThat(bytesAlone.ended().closeCode()).isEqualTo(POLICY_VIOLATION);
        assertThat(packetsAlone.ended().closeCode()).isEqualTo(POLICY_VIOLATION);
    }

    @Test
    void attachments_are_kept_up_to_a_message_in_all() {
        Peer peer = SWARM.connected("camera-" + UUID.randomUUID());
        peer.say("4516-[\"echo\",{\"_placeholder\":true,\"num\":0}]");
        byte[] half = Frames.masked(Frames.BINARY, new byte[500_000]);
        peer.send(half);
        peer.send(half);
        peer.send(Frames.masked(Frames.BINARY, new byte[1]));
        assertThat(peer.ended().closeCode()).isEqualTo(POLICY_VIOLATION);
    }

    @Test
    void frames_and_bodies_that_promise_too_much_are_not_awaited() {
        Peer peer = SWARM.connected("camera-" + UUID.randomUUID());
        peer.send(Frames.promising(Frames.TEXT, 1_000_001));
        peer.ended();
        String sid = "&sid=" + UUID.randomUUID();
        assertThat(SWARM.ask("POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000000\r\n\r\n"
                                .formatted(Swarm.POLLING + sid))
                        .join())
                .startsWith("HTTP/1.1 413");
    }

    @Test
    void garbage_in_place_of_frames_ends_its_sender() {
        Peer peer = SWARM.connected("camera-" + UUID.randomUUID());
        peer.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
        peer.ended();
    }

    static double closed(String reason) {
        var counter = SERVER.bean(MeterRegistry.class)
                .find("vedette.socket.closed")
                .tag("reason", reason)
                .counter();
        return counter == null ? 0 : counter.count();
    }
}
