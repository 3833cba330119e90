package io.vedette.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Alone;
import io.vedette.testing.Await;
import io.vedette.testing.TestServer;
import io.vedette.testing.faults.Latencies;
import io.vedette.testing.faults.Listener;
import io.vedette.testing.faults.LoopStalls;
import io.vedette.testing.faults.Peer;
import io.vedette.testing.faults.PollingClient;
import io.vedette.testing.faults.Scrape;
import io.vedette.testing.faults.Speaker;
import io.vedette.testing.faults.Swarm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Some in a room take nothing any more, or next to nothing: they are sent away, and the others notice nothing. */
@Alone
class SlowSocketsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int GOOD = 180;
    private static final int STUCK = 10;
    private static final int SLOW = 5;
    private static final int NEVER_POLLING = 5;
    private static final int TOLD = 1_200;
    private static final int A_SECOND = 200;
    private static final String KIB = "x".repeat(1024);
    private static final String LARGE = "x".repeat(96 * 1024);
    private static final long OUTBOX = 1 << 20;
    private static final long MOST_GROWTH = 2 * (STUCK + SLOW + NEVER_POLLING) * OUTBOX;

    private static final TestServer SERVER = TestServer.start(Map.of("RATE_LIMIT_ENABLED", "false"));
    private static final Swarm SWARM = new Swarm(SERVER.url());

    @AfterAll
    static void end() {
        SWARM.close();
        SERVER.close();
    }

    @Test
    void who_does_not_read_is_sent_away_and_the_others_hear_everything_in_order() {
        Latencies latencies = new Latencies();
        List<Listener> others = SWARM.clients(GOOD, number -> "fixed-" + number).stream()
                .map(peer -> Listener.in("busy", peer).timing(latencies))
                .toList();
        Speaker speaker = Speaker.of(SWARM.client("fixed-1000000").connected());
        long memory = memoryInUse();
        stuck(speaker, "busy", STUCK, 1_000);
        List<Peer> slow = stuck(speaker, "busy", SLOW, 2_000);
        List<PollingClient> away = IntStream.range(0, NEVER_POLLING)
                .mapToObj(number -> PollingClient.connect(SWARM, "fixed-" + (3_000 + number)))
                .toList();
        away.forEach(client -> client.say("42[\"room:join\",{\"room\":\"busy\"}]"));
        try (LoopStalls stalls = LoopStalls.of(SERVER)) {
            speaker.say("busy", KIB, TOLD, A_SECOND, () -> slow.forEach(Peer::readOnce));
            Await.until("the stuck are sent away", PATIENCE, () -> tooSlow() == STUCK + SLOW + NEVER_POLLING);
            others.forEach(listener -> listener.hears(TOLD));
            stalls.heldNobodyUp("While %d take nothing".formatted(STUCK + SLOW + NEVER_POLLING));
        }
        latencies.print("Meanwhile %d others".formatted(GOOD));
        long growth = memoryInUse() - memory;
        System.out.printf("Of %d messages the others missed none; %,d KiB more in use%n", TOLD, growth >> 10);
        assertThat(growth).as("bytes more").isLessThan(MOST_GROWTH);
        assertThat(others).noneMatch(Listener::hasEnded);
        others.forEach(Listener::heardAllInOrder);
    }

    @Test
    void what_is_worth_nothing_later_is_left_out_for_them() {
        Speaker speaker = Speaker.of(SWARM.client("fixed-1000001").connected());
        List<Peer> stuck = stuck(speaker, "dim", 2, 4_000);
        double before = dropped();
        double closed = tooSlow();
        speaker.flash("dim", KIB, 3_000);
        Await.until("they are left out", PATIENCE, () -> dropped() - before == 2 * 3_000);
        assertThat(tooSlow()).isEqualTo(closed);
        assertThat(stuck).noneMatch(Peer::hasEnded);
    }

    /** Clients that no longer read, told so much that the network has no more room for them. */
    private static List<Peer> stuck(Speaker speaker, String room, int count, int first) {
        List<Peer> stuck = new ArrayList<>();
        for (int number = first; number < first + count; number++) {
            Peer peer = SWARM.narrow("fixed-" + number).connected();
            Listener.in(room, peer);
            Listener.in("filler-" + number, peer);
            peer.stopReading();
            // One after the other: what waits then waits for the network.
            while (Scrape.of(SERVER.url()).sum("vedette_socket_outbox_bytes_max") < 4 * LARGE.length()) {
                speaker.say("filler-" + number, LARGE, 1, 1, () -> {});
            }
            stuck.add(peer);
        }
        return stuck;
    }

    private static double tooSlow() {
        return Scrape.of(SERVER.url()).closed("too_slow");
    }

    private static double dropped() {
        return Scrape.of(SERVER.url()).sum("vedette_socket_dropped_total");
    }

    private static long memoryInUse() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
