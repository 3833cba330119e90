package io.vedette.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.TestServer;
import io.vedette.testing.faults.Peer;
import io.vedette.testing.faults.Swarm;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How many may come, and how many may stay. */
class SocketLimitsTest {
    private static final int PER_SECOND = 50;

    @Nested
    class Handshakes_of_one_address {
        @Test
        void beyond_fifty_at_once_are_told_to_come_again() {
            try (TestServer server = TestServer.start(Map.of());
                    Swarm swarm = new Swarm(server.url())) {
                List<String> answers = answers(swarm, _ -> "");
                assertThat(answers).filteredOn(SocketLimitsTest::isOpened).hasSizeBetween(PER_SECOND, 3 * PER_SECOND);
                assertThat(answers)
                        .filteredOn(answer -> !isOpened(answer))
                        .hasSizeGreaterThan(PER_SECOND)
                        .allSatisfy(refused -> assertThat(refused)
                                .startsWith("HTTP/1.1 503")
                                .contains("\r\nretry-after: ", "\"Too many handshakes\""));
                assertThat(swarm.from(5).ask(Swarm.get(Swarm.POLLING)).join()).satisfies(SocketLimitsTest::isOpened);
            }
        }

        @Test
        void are_those_of_the_addresses_that_a_trusted_proxy_names() {
            try (TestServer server = TestServer.start(Map.of());
                    Swarm swarm = new Swarm(server.url())) {
                List<String> answers =
                        answers(swarm, number -> "X-Forwarded-For: 10.7.0.%d\r\n".formatted(number % 200));
                assertThat(answers).allMatch(SocketLimitsTest::isOpened);
            }
        }

        @Test
        void are_its_own_whatever_it_says_of_others_when_nobody_trusts_it() {
            try (TestServer server = TestServer.start(Map.of("TRUSTED_PROXIES", "10.0.0.0/8"));
                    Swarm swarm = new Swarm(server.url())) {
                List<String> answers =
                        answers(swarm, number -> "X-Forwarded-For: 10.7.0.%d\r\n".formatted(number % 200));
                assertThat(answers).anyMatch(answer -> answer.startsWith("HTTP/1.1 503"));
            }
        }
    }

    @Nested
    class Of_one_device_too_many {
        @Test
        void end_the_one_heard_from_least_recently_which_may_come_again() {
            try (TestServer server = TestServer.start(Map.of());
                    Swarm swarm = new Swarm(server.url())) {
                String token = "camera-" + UUID.randomUUID();
                List<Peer> five = IntStream.range(0, 5)
                        .mapToObj(_ -> swarm.connected(token))
                        .toList();
                five.stream().filter(peer -> peer != five.get(2)).forEach(SocketLimitsTest::isHeardOf);
                Peer sixth = swarm.connected(token);
                Peer stale = five.get(2).ended();
                assertThat(stale.closeCode()).as("a close frame").isZero();
                assertThat(stale.heard()).noneMatch(packet -> packet.startsWith("41"));
                assertThat(five).filteredOn(Peer::hasEnded).containsExactly(stale);
                assertThat(sixth.hasEnded()).isFalse();
            }
        }
    }

    private static void isHeardOf(Peer peer) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        peer.listen(answer::complete);
        peer.say("421[\"echo\",{\"text\":\"heard\"}]");
        assertThat(answer.join()).contains("heard");
    }

    private static List<String> answers(Swarm swarm, IntFunction<String> header) {
        return Swarm.all(
                4 * PER_SECOND,
                number -> swarm.ask("GET %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n"
                                .formatted(Swarm.POLLING, header.apply(number)))
                        .join());
    }

    private static boolean isOpened(String answer) {
        return answer.startsWith("HTTP/1.1 200") && answer.contains("\"sid\"");
    }
}
