package io.vedette.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Await;
import io.vedette.testing.TestServer;
import io.vedette.testing.faults.Latencies;
import io.vedette.testing.faults.Listener;
import io.vedette.testing.faults.LoopStalls;
import io.vedette.testing.faults.Scrape;
import io.vedette.testing.faults.Speaker;
import io.vedette.testing.faults.StockClient;
import io.vedette.testing.faults.Swarm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A network comes back, and all who lost it return at once. */
class SocketStormTest {
    private static final Duration PATIENCE = Duration.ofSeconds(150);
    private static final int STAYING = 500;
    private static final int STORM = Integer.getInteger("storm.sockets", 2_000);
    private static final long MOST_GROWTH_PERCENT = 25;
    private static final int A_SECOND = 50;
    private static final int TOLD = 10 * A_SECOND;
    /** Fewer than the storm would need, so that some of it is refused at first. */
    private static final int ADDRESSES_AFTER = 8;

    @Test
    void all_come_back_and_those_who_stayed_miss_nothing() {
        Latencies latencies = new Latencies();
        try (TestServer server = TestServer.start(Map.of());
                Swarm swarm = new Swarm(server.url()).from(STAYING + STORM);
                LoopStalls stalls = LoopStalls.of(server)) {
            List<Listener> staying = swarm.clients(STAYING, number -> "fixed-" + number).stream()
                    .map(peer -> Listener.in("news", peer).timing(latencies))
                    .toList();
            List<StockClient> storm = IntStream.range(0, STORM)
                    .mapToObj(number -> new StockClient(swarm, "fixed-" + (STAYING + number)))
                    .toList();
            Await.until("all are there", PATIENCE, () -> storm.stream().allMatch(StockClient::isConnected));
            Speaker speaker =
                    Speaker.of(swarm.client("fixed-" + (STAYING + STORM)).connected());
            long memory = memoryInUse();
            swarm.from(ADDRESSES_AFTER);
            storm.forEach(StockClient::cut);
            long cut = System.nanoTime();
            speaker.say("news", "", TOLD, A_SECOND, () -> {});
            Await.until(
                    "all are back",
                    PATIENCE,
                    () -> storm.stream().allMatch(client -> client.returns() >= 1 && client.isConnected()));
            staying.forEach(listener -> listener.hears(TOLD));
            report(storm, Duration.ofNanos(System.nanoTime() - cut), latencies, stalls);
            grewLittle(memory);
            assertThat(staying).noneMatch(Listener::hasEnded).allSatisfy(Listener::heardAllInOrder);
            isRefusedForNowOnly(storm);
            assertThat(Scrape.of(server.url()).closed("revoked")).isZero();
        }
    }

    private static void isRefusedForNowOnly(List<StockClient> storm) {
        assertThat(storm)
                .flatExtracting(StockClient::refusals)
                .isNotEmpty()
                .allSatisfy(refused ->
                        assertThat(refused).startsWith("HTTP/1.1 503").contains("\r\nretry-after: "));
        assertThat(storm)
                .flatExtracting(StockClient::refused)
                .as("refused at CONNECT")
                .isEmpty();
    }

    private static void grewLittle(long before) {
        long now = memoryInUse();
        System.out.printf("Before the storm %,d KiB were in use, after it %,d KiB%n", before >> 10, now >> 10);
        assertThat(now - before).as("bytes more").isLessThan(before * MOST_GROWTH_PERCENT / 100);
    }

    private static long memoryInUse() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static void report(List<StockClient> storm, Duration took, Latencies latencies, LoopStalls stalls) {
        long refused =
                storm.stream().mapToLong(client -> client.refusals().size()).sum();
        System.out.printf("%d were back within %,d ms, after %d refusals%n", STORM, took.toMillis(), refused);
        latencies.print("Meanwhile %d others heard %d words".formatted(STAYING, TOLD));
        stalls.heldNobodyUp("Meanwhile");
    }
}
