package io.vedette.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The samples of one figure, shown as one row of a Markdown table. */
final class Measure {
    static final String HEAD = "| figure | median | lowest | highest | samples |\n| --- | ---: | ---: | ---: | ---: |";

    private final String name;
    private final String unit;
    private final List<Long> samples = new ArrayList<>();

    Measure(String name, String unit) {
        this.name = name;
        this.unit = unit;
    }

    void add(long sample) {
        samples.add(sample);
    }

    long median() {
        List<Long> sorted = samples.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    String row() {
        return "| %s | %s | %s | %s | %d |"
                .formatted(
                        name,
                        shown(median()),
                        shown(Collections.min(samples)),
                        shown(Collections.max(samples)),
                        samples.size());
    }

    private String shown(long value) {
        return value + " " + unit;
    }
}
