package io.vedette.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Alone;
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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Very many who begin and never go on, beside others who want too much: all have an end, and cost little until then. */
@Alone
class SocketAbuseTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** What is promised is 45 s; this is the bound for a bug. */
    private static final Duration LONGEST_HALF = Duration.ofMinutes(2);

    /** By hand with more of them. */
    private static final int MANY = Integer.getInteger("abuse.sockets", 2_000);
    /** The same for those who are let in as far as they can get without saying who they are. */
    private static final int SILENT = Integer.getInteger("abuse.silent", MANY);

    private static final int DRIBBLING = 20;
    /** Half of that are the notes of the leak detection. */
    private static final long MOST_KIB_EACH = 20;

    private static final long MOST_KIB_FOR_PINGS = 48 << 10;
    private static final long MOST_KIB_LEFT = 8 << 10;
    private static final int MOST_ROOMS = 10_000;
    private static final int JOINS = 30_000;
    private static final int AHEAD = 50;
    /** Of an acknowledgement, whether it is well or what is wrong. */
    private static final String CODE = ".*(?:\"ok\":(true)|\"code\":\"([^\"]+)\").*";

    @RegisterExtension
    final Servers servers = new Servers();

    @Test
    void half_ones_are_gone_after_a_while_and_nobody_else_notices() {
        ServerProcess server = servers.on(TestDatabase.fresh()).start();
        try (Swarm swarm = new Swarm(server.url())) {
            Swarm.all(200, number -> swarm.connected("fixed-" + number)).forEach(Peer::cut);
            Footprint before = server.footprint();
            List<Peer> half = half(swarm);
            long begun = System.nanoTime();
            Await.until("the silent ones are let in", PATIENCE, () -> sessions(server) >= SILENT);
            Footprint during = server.footprint();
            isServed(swarm);
            rooms(swarm.connected("fixed-1"));
            pings(swarm.narrow("fixed-2").connected(), server);
            List<Peer> dribbling = half.subList(MANY, MANY + DRIBBLING);
            Await.until("the half ones are gone", LONGEST_HALF, () -> {
                dribbling.forEach(peer -> peer.send("a"));
                return half.stream().allMatch(Peer::hasEnded);
            });
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            Footprint after = server.footprint();
            System.out.printf(
                    "%,d half ones: before %s; with them %s; when they were gone, after %,d ms, %s%n",
                    half.size(), before, during, took.toMillis(), after);
            assertThat(during.residentKib() - before.residentKib()).isLessThan(MOST_KIB_EACH * half.size());
            assertThat(after.heapKib()).isLessThan(before.heapKib() + MOST_KIB_LEFT);
            assertThat(sessions(server)).isLessThanOrEqualTo(1);
        }
        assertThat(server.log()).noneMatch(line -> line.contains("ERROR"));
    }

    private static double sessions(ServerProcess server) {
        return Scrape.of(server.url()).sum("vedette_socket_sessions");
    }

    private static List<Peer> half(Swarm swarm) {
        List<Peer> half = new ArrayList<>();
        half.addAll(Swarm.all(MANY, _ -> swarm.open("").opened()));
        half.addAll(Swarm.all(
                MANY / 2,
                _ -> swarm.open("GET %s HTTP/1.1\r\nHost: localhost\r\nUpgr".formatted(Swarm.WEBSOCKET))
                        .opened()));
        half.addAll(Swarm.all(
                MANY / 2,
                _ -> swarm.open("POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60000\r\n\r\n%s"
                                .formatted(Swarm.POLLING, "x".repeat(8_000)))
                        .opened()));
        half.addAll(Swarm.all(SILENT, _ -> swarm.websocket().opened()));
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
        Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();
        joiner.listen(packet -> {
            answers.computeIfAbsent(packet.replaceAll(CODE, "$1$2"), _ -> new AtomicInteger())
                    .incrementAndGet();
            free.release();
        });
        for (int number = 0; number < JOINS; number++) {
            take(free, 1);
            joiner.say("421[\"room:join\",{\"room\":\"room-%d\"}]".formatted(number));
        }
        take(free, AHEAD);
        System.out.printf("%,d joins of one socket: %s%n", JOINS, answers);
        // A busy machine may let some wait for too long.
        assertThat(answers.keySet()).isSubsetOf("true", "too_many_rooms", "overloaded");
        assertThat(answers.get("true")).hasValue(MOST_ROOMS);
        joiner.cut();
    }

    private static void take(Semaphore free, int permits) {
        try {
            assertThat(free.tryAcquire(permits, PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("all are answered")
                    .isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** It wants answers, and doesn't read them. */
    private static void pings(Peer peer, ServerProcess server) {
        Footprint before = server.footprint();
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
        System.out.printf("106 MB of pings whose answers nobody reads: before %s; after %s%n", before, after);
        assertThat(after.residentKib() - before.residentKib()).isLessThan(MOST_KIB_FOR_PINGS);
        peer.cut();
    }
}
