package io.vedette.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Await;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.faults.Peer;
import io.vedette.testing.faults.ServerProcess;
import io.vedette.testing.faults.Servers;
import io.vedette.testing.faults.Swarm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server that is told to end sends its sockets away so that they come back elsewhere, and not all at once. */
class SocketDrainTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MANY = 1_000;
    private static final int SOME = 300;
    private static final int GOING_AWAY = 1001;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @RegisterExtension
    final Servers servers = new Servers();

    @Test
    void sockets_are_closed_little_by_little_and_a_kill_meanwhile_does_no_harm() {
        ServerProcess server = servers.on(TestDatabase.fresh(), Map.of("SHUTDOWN_TIMEOUT", TIMEOUT.toString()))
                .start();
        try (Swarm swarm = new Swarm(server.url())) {
            drain(server, swarm);
            server.restart();
            List<Peer> again = swarm.clients(SOME, number -> "fixed-" + number);
            server.beginToEnd();
            Await.until("the first is closed", PATIENCE, () -> again.stream().anyMatch(Peer::hasEnded));
            server.kill9();
            server.restart();
            swarm.clients(SOME, number -> "fixed-" + number);
        }
    }

    private static void drain(ServerProcess server, Swarm swarm) {
        List<Peer> peers = swarm.clients(MANY, number -> "fixed-" + number);
        Queue<Long> ends = new ConcurrentLinkedQueue<>();
        peers.forEach(peer -> {
            var _ = peer.end().thenRun(() -> ends.add(System.nanoTime()));
        });
        Peer newcomer = swarm.open("").opened();
        Peer asking = swarm.open("").opened();
        long begun = System.nanoTime();
        server.beginToEnd();
        Await.until("the first is closed", PATIENCE, () -> !ends.isEmpty());
        newcomer.send(Swarm.get(Swarm.POLLING));
        asking.send(Swarm.get("/health/ready"));
        newcomer.ended();
        asking.ended();
        int openThen = (int) peers.stream().filter(peer -> !peer.hasEnded()).count();
        assertThat(server.exit()).isEqualTo(143);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        peers.forEach(Peer::ended);
        Duration spread =
                Duration.ofNanos(ends.stream().mapToLong(Long::longValue).max().orElse(0)
                        - ends.stream().mapToLong(Long::longValue).min().orElse(0));
        System.out.printf(
                "%d sockets were closed over %d ms, %d of them after the first refusal; it ended after %d ms%n",
                MANY, spread.toMillis(), openThen, took.toMillis());
        assertThat(newcomer.answer()).startsWith("HTTP/1.1 503").contains("\r\nretry-after: ");
        assertThat(asking.answer()).startsWith("HTTP/1.1 503");
        assertThat(peers).allMatch(peer -> peer.closeCode() == GOING_AWAY);
        assertThat(peers).allSatisfy(peer -> assertThat(peer.heard()).noneMatch(packet -> packet.startsWith("41")));
        assertThat(spread).isGreaterThan(Duration.ofMillis(500));
        assertThat(took).isLessThan(TIMEOUT);
    }
}
