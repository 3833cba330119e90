package io.vedette.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The samples of each figure of one server, in the order in which they were taken. */
final class Figures {
    private final Map<String, List<Double>> samples = new LinkedHashMap<>();

    /** A figure's name ends in its unit. */
    void add(String name, double sample) {
        samples.computeIfAbsent(name, ignored -> new ArrayList<>()).add(sample);
    }

    void addMillis(String name, Duration sample) {
        add(name + ", ms", sample.toNanos() / 1e6);
    }

    Set<String> names() {
        return samples.keySet();
    }

    boolean has(String name) {
        return samples.containsKey(name);
    }

    double median(String name) {
        List<Double> sorted = sorted(name);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    double highest(String name) {
        return sorted(name).getLast();
    }

    /** The median, and behind it the range if there is one. */
    String shown(String name) {
        if (!has(name)) {
            return "–";
        }
        List<Double> sorted = sorted(name);
        String median = shown(median(name));
        return sorted.getFirst().equals(sorted.getLast())
                ? median
                : "%s (%s–%s)".formatted(median, shown(sorted.getFirst()), shown(sorted.getLast()));
    }

    static String shown(double value) {
        int decimals = isWhole(value) || value >= 1000 ? 0 : value >= 100 ? 1 : value >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    private static boolean isWhole(double value) {
        return Double.compare(value, Math.rint(value)) == 0;
    }

    private List<Double> sorted(String name) {
        return samples.getOrDefault(name, List.of()).stream().sorted().toList();
    }
}
