package io.vedette.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.data.DatabaseUrl;
import io.vedette.testing.Alone;
import io.vedette.testing.Await;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import io.vedette.testing.Visitor;
import io.vedette.testing.faults.Peer;
import io.vedette.testing.faults.ServerProcess;
import io.vedette.testing.faults.Servers;
import io.vedette.testing.faults.Swarm;
import io.vedette.testing.notes.NotesTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server that is told to end sends its sockets away so that they come back elsewhere, and not all at once. */
@Alone
class SocketDrainTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MANY = 1_000;
    private static final int SOME = 300;
    private static final int WRITES = 50;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String NOTE = "{\"title\":\"one\"}";
    private static final String METRICS = "GET /metrics HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
            .formatted(TestServer.METRICS_TOKEN);

    @RegisterExtension
    final Servers servers = new Servers();

    private final DatabaseUrl database = TestDatabase.fresh();
    private final List<String> acknowledged = new ArrayList<>();

    @Test
    void sockets_are_closed_little_by_little_and_a_kill_meanwhile_does_no_harm() {
        NotesTable.createIn(database);
        ServerProcess server = servers.on(database, Map.of("SHUTDOWN_TIMEOUT", TIMEOUT.toString()))
                .start();
        try (Swarm swarm = new Swarm(server.url())) {
            drain(server, swarm);
            server.restart();
            killWhileDraining(server, swarm);
            server.restart();
            swarm.clients(SOME, number -> "fixed-" + number);
        }
        assertThat(TestDatabase.ask(database, "select id from notes")).containsAll(acknowledged);
    }

    /** A server that has never written may take longer for it than anybody waits. */
    private static void writesEasily(ServerProcess server) {
        Visitor writer = server.visitor().bearing("user-ada");
        Swarm.all(WRITES, _ -> {
            Await.until("it writes", PATIENCE, () -> writer.post("/notes", NOTE).status() == 201);
            return null;
        });
    }

    private void drain(ServerProcess server, Swarm swarm) {
        writesEasily(server);
        List<Peer> peers = swarm.clients(MANY, number -> "fixed-" + number);
        Queue<Long> ends = new ConcurrentLinkedQueue<>();
        peers.forEach(peer -> {
            var _ = peer.end().thenRun(() -> ends.add(System.nanoTime()));
        });
        CompletableFuture<?> first =
                CompletableFuture.anyOf(peers.stream().map(Peer::end).toArray(CompletableFuture[]::new));
        List<Peer> writes = writes(swarm);
        List<Peer> others =
                Stream.generate(() -> swarm.open("").opened()).limit(3).toList();
        long begun = System.nanoTime();
        Peer newcomer = others.get(0);
        Peer balancer = others.get(1);
        Peer watcher = others.get(2);
        // Connections without a request end when the sockets have; these are not to come too late.
        CompletableFuture<Void> asked = first.thenRun(() -> {
            newcomer.send(Swarm.get(Swarm.POLLING));
            balancer.send(Swarm.get("/health/ready"));
            watcher.send(METRICS);
        });
        server.beginToEnd();
        asked.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        areSentElsewhere(newcomer, balancer);
        theEndsAreCounted(watcher);
        long stillOpen = peers.stream().filter(peer -> !peer.hasEnded()).count();
        finish(writes);
        assertThat(server.exit()).isEqualTo(143);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        peers.forEach(Peer::ended);
        Duration spread = spread(ends);
        System.out.printf(
                "%d sockets were closed over %d ms, %d of them after newcomers were refused; it ended after %d ms%n",
                MANY, spread.toMillis(), stillOpen, took.toMillis());
        assertThat(peers).allSatisfy(SocketDrainTest::mayComeBack);
        assertThat(spread).isGreaterThan(Duration.ofMillis(500));
        assertThat(took).isLessThan(TIMEOUT);
    }

    /** On connections that were there before, as the port is about to be closed. */
    private static void areSentElsewhere(Peer newcomer, Peer balancer) {
        assertThat(newcomer.answered("\r\n\r\n")).startsWith("HTTP/1.1 503").contains("\r\nretry-after: ");
        assertThat(balancer.answered("\r\n\r\n")).startsWith("HTTP/1.1 503");
    }

    private static void theEndsAreCounted(Peer watcher) {
        assertThat(watcher.answered("vedette_socket_sessions"))
                .containsPattern("vedette_socket_closed_total\\{reason=\"server_drain\"} [1-9]");
    }

    private void killWhileDraining(ServerProcess server, Swarm swarm) {
        writesEasily(server);
        List<Peer> peers = swarm.clients(SOME, number -> "fixed-" + number);
        List<Peer> writes = writes(swarm);
        server.beginToEnd();
        Await.until("the first is closed", PATIENCE, () -> peers.stream().anyMatch(Peer::hasEnded));
        finish(writes.subList(0, WRITES / 2));
        server.kill9();
        peers.forEach(Peer::ended);
    }

    /** Requests that have begun, and lack the end of their bodies. */
    private static List<Peer> writes(Swarm swarm) {
        return IntStream.range(0, WRITES)
                .mapToObj(number -> swarm.open("""
                        POST /notes HTTP/1.1\r
                        Host: localhost\r
                        Authorization: Bearer user-ada\r
                        Content-Type: application/json\r
                        Content-Length: %d\r
                        \r
                        {""".formatted(NOTE.length())).opened())
                .toList();
    }

    private void finish(List<Peer> writes) {
        writes.forEach(write -> write.send(NOTE.substring(1)));
        for (Peer write : writes) {
            String answer = write.answered("}");
            assertThat(answer).startsWith("HTTP/1.1 201");
            acknowledged.add(answer.replaceAll("(?s).*\"id\":\"([^\"]+)\".*", "$1"));
        }
    }

    /** A disconnect packet would keep it away for good, and a close frame for a while. */
    private static void mayComeBack(Peer peer) {
        assertThat(peer.closeCode()).as("a close frame").isZero();
        assertThat(peer.heard()).noneMatch(packet -> packet.startsWith("41"));
    }

    private static Duration spread(Queue<Long> ends) {
        long first = ends.stream().mapToLong(Long::longValue).min().orElse(0);
        long last = ends.stream().mapToLong(Long::longValue).max().orElse(0);
        return Duration.ofNanos(last - first);
    }
}
