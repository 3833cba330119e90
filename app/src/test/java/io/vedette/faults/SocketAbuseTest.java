package io.vedette.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Await;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.faults.Footprint;
import io.vedette.testing.faults.Frames;
import io.vedette.testing.faults.Peer;
import io.vedette.testing.faults.Scrape;
import io.vedette.testing.faults.ServerProcess;
import io.vedette.testing.faults.Servers;
import io.vedette.testing.faults.Swarm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Very many who begin and never go on, beside others who want too much: all have an end, and cost little until then. */
class SocketAbuseTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** What is promised is 45 s; this is the bound for a bug. */
    private static final Duration LONGEST_HALF = Duration.ofMinutes(2);

    private static final int SILENT = 2_000;
    private static final int HALF = 1_000;
    private static final int NEVER_CONNECTING = 2_000;
    private static final long MOST_GROWTH_KIB = 120 << 10;
    private static final int MOST_ROOMS = 10_000;
    private static final int JOINS = 30_000;
    private static final int AHEAD = 150;

    @RegisterExtension
    final Servers servers = new Servers();

    @Test
    void half_ones_are_gone_after_a_while_and_nobody_else_notices() {
        ServerProcess server = servers.on(TestDatabase.fresh()).start();
        try (Swarm swarm = new Swarm(server.url())) {
            swarm.clients(100, number -> "fixed-" + number).forEach(Peer::cut);
            Footprint before = server.footprint();
            List<Peer> half = half(swarm);
            long begun = System.nanoTime();
            Footprint during = server.footprint();
            isServed(swarm);
            rooms(swarm.connected("fixed-1"));
            pings(swarm.narrow("fixed-2").connected(), server, during);
            Await.until(
                    "the half ones are gone", LONGEST_HALF, () -> half.stream().allMatch(Peer::hasEnded));
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            Footprint after = server.footprint();
            System.out.printf(
                    "%d half ones: before %s; with them %s; when they were gone, after %d ms, %s%n",
                    half.size(), before, during, took.toMillis(), after);
            assertThat(during.residentKib() - before.residentKib()).isLessThan(MOST_GROWTH_KIB);
            assertThat(after.heapKib()).isLessThan(before.heapKib() + (8 << 10));
            assertThat(Scrape.of(server.url()).sum("vedette_socket_sessions")).isLessThanOrEqualTo(1);
        }
        assertThat(server.log()).noneMatch(line -> line.contains("LEAK") || line.contains("ERROR"));
    }

    private static List<Peer> half(Swarm swarm) {
        List<Peer> half = new ArrayList<>();
        half.addAll(Swarm.all(SILENT, _ -> swarm.open("").opened()));
        half.addAll(Swarm.all(
                HALF,
                _ -> swarm.open("GET %s HTTP/1.1\r\nHost: localhost\r\nUpgr".formatted(Swarm.WEBSOCKET))
                        .opened()));
        half.addAll(Swarm.all(
                HALF,
                _ -> swarm.open("POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900000\r\n\r\n%s"
                                .formatted(Swarm.POLLING, "x".repeat(8_000)))
                        .opened()));
        half.addAll(Swarm.all(NEVER_CONNECTING, _ -> swarm.websocket().opened()));
        return half;
    }

    private static void isServed(Swarm swarm) {
        long begun = System.nanoTime();
        Peer good = swarm.connected("fixed-0");
        good.say("421[\"echo\",{\"number\":7}]");
        Await.until(
                "it is answered",
                PATIENCE,
                () -> good.heard().stream().anyMatch(packet -> packet.contains("\"number\":7")));
        System.out.printf("Meanwhile one was served within %d ms%n", (System.nanoTime() - begun) / 1_000_000);
        good.cut();
    }

    private static void rooms(Peer joiner) {
        Semaphore free = new Semaphore(AHEAD);
        AtomicInteger joined = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        joiner.listen(packet -> {
            (packet.contains("\"ok\":true") ? joined : refused).incrementAndGet();
            assertThat(packet).containsAnyOf("\"ok\":true", "\"too_many_rooms\"");
            free.release();
        });
        for (int number = 0; number < JOINS; number++) {
            free.acquireUninterruptibly();
            joiner.say("421[\"room:join\",{\"room\":\"room-%d\"}]".formatted(number));
        }
        free.acquireUninterruptibly(AHEAD);
        assertThat(joined).hasValue(MOST_ROOMS);
        assertThat(refused).hasValue(JOINS - MOST_ROOMS);
        joiner.cut();
    }

    /** It wants answers, and doesn't read them. */
    private static void pings(Peer peer, ServerProcess server, Footprint before) {
        peer.stopReading();
        byte[] ping = Frames.masked(Frames.PING, new byte[100]);
        byte[] many = new byte[1_000 * ping.length];
        for (int number = 0; number < 1_000; number++) {
            System.arraycopy(ping, 0, many, number * ping.length, ping.length);
        }
        for (int sent = 0; sent < 1_000; sent++) {
            Await.until("they are taken", PATIENCE, peer::isDrained);
            peer.send(many);
        }
        Await.until("they are taken", PATIENCE, peer::isDrained);
        Footprint after = server.footprint();
        System.out.printf("After 106 MB of pings whose answers nobody reads: %s%n", after);
        assertThat(after.residentKib() - before.residentKib()).isLessThan(48 << 10);
        peer.cut();
    }
}
