package io.vedette.testing.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;

/** How long things took, by how they ended: percentiles and counts to be read, never averages, nothing to be asserted. */
public final class Latencies {
    private final NavigableMap<String, Queue<Duration>> byOutcome = new ConcurrentSkipListMap<>();

    public void add(String outcome, Duration took) {
        byOutcome.computeIfAbsent(outcome, _ -> new ConcurrentLinkedQueue<>()).add(took);
    }

    public int count(String outcome) {
        return taken(outcome).size();
    }

    public List<String> outcomes() {
        return List.copyOf(byOutcome.keySet());
    }

    /** The time within which so many percent of them ended; zero when there are none. */
    public Duration percentile(String outcome, double percent) {
        List<Duration> sorted = taken(outcome).stream().sorted().toList();
        int rank = (int) Math.ceil(percent / 100 * sorted.size());
        return sorted.isEmpty() ? Duration.ZERO : sorted.get(Math.max(rank, 1) - 1);
    }

    /** How many took longer. */
    public long over(Duration length) {
        return byOutcome.values().stream()
                .flatMap(Queue::stream)
                .filter(took -> took.compareTo(length) > 0)
                .count();
    }

    public Duration worst() {
        return outcomes().stream()
                .map(outcome -> percentile(outcome, 100))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    public void print(String title) {
        System.out.printf(
                "%s%n%-32s %8s %8s %8s %8s %8s ms%n", title, "outcome", "count", "p50", "p95", "p99", "worst");
        for (Map.Entry<String, Queue<Duration>> each : byOutcome.entrySet()) {
            String outcome = each.getKey();
            System.out.printf(
                    "%-32s %8d %8d %8d %8d %8d%n",
                    outcome,
                    each.getValue().size(),
                    percentile(outcome, 50).toMillis(),
                    percentile(outcome, 95).toMillis(),
                    percentile(outcome, 99).toMillis(),
                    percentile(outcome, 100).toMillis());
        }
    }

    private List<Duration> taken(String outcome) {
        Queue<Duration> taken = byOutcome.get(outcome);
        return taken == null ? List.of() : List.copyOf(taken);
    }
}
