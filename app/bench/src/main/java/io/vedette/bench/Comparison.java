package io.vedette.bench;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The figures of several servers side by side, as a Markdown table. */
final class Comparison {
    /** Ends the name of each figure that says how busy the load generator was. */
    static final String GENERATOR = "generator, % of a core";

    /** Ends the name of each figure that says how busy everything else on the machine was. */
    static final String REST = "rest of the machine, % of a core";

    private static final double BUSY_GENERATOR = 80;
    private static final double BUSY_REST = 20;

    private final Map<String, Figures> columns = new LinkedHashMap<>();

    Figures column(String server) {
        return columns.computeIfAbsent(server, ignored -> new Figures());
    }

    String table() {
        var table = new StringBuilder();
        table.append("| figure | %s |%s%n".formatted(String.join(" | ", columns.keySet()), paired() ? " ratio |" : ""));
        table.append("| --- |").append(" ---: |".repeat(columns.size() + (paired() ? 1 : 0)));
        names().forEach(name -> table.append(System.lineSeparator()).append(row(name)));
        return table.toString();
    }

    private String row(String name) {
        String cells = columns.values().stream()
                .map(column -> column.shown(name) + flag(column, name))
                .collect(Collectors.joining(" | "));
        return "| %s | %s |%s".formatted(name, cells, paired() ? " %s |".formatted(ratio(name)) : "");
    }

    private static String flag(Figures column, String name) {
        if (!column.has(name)) {
            return "";
        }
        double highest = column.highest(name);
        return name.endsWith(GENERATOR) && highest > BUSY_GENERATOR
                ? " **generator-bound**"
                : name.endsWith(REST) && highest > BUSY_REST ? " **disturbed**" : "";
    }

    private String ratio(String name) {
        List<Figures> pair = List.copyOf(columns.values());
        boolean comparable = pair.stream().allMatch(column -> column.has(name) && column.median(name) > 0);
        return comparable && !name.endsWith(GENERATOR) && !name.endsWith(REST)
                ? Figures.shown(pair.getFirst().median(name) / pair.getLast().median(name))
                : "";
    }

    private boolean paired() {
        return columns.size() == 2;
    }

    private Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        columns.values().forEach(column -> names.addAll(column.names()));
        return names;
    }
}
