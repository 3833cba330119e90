package io.vedette.testing.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The memory of a server process after a collection: what is reachable, what Netty has taken beside the heap, and what
 * the machine has given it.
 *
 * @param instances how many objects there are of each class
 */
public record Footprint(long heapKib, long directKib, long residentKib, Map<String, Long> instances) {
    /** Room that the collector itself has left between objects. */
    private static final String FILLER = "jdk.internal.vm.Filler";

    private static final int COUNT = 1;
    private static final int BYTES = 2;
    private static final int NAME = 3;

    private record Line(String name, long count, long bytes) {}

    static Footprint of(long pid, URI url) {
        try {
            // What is collected once may let go of more.
            histogram(pid);
            Map<String, Line> lines = histogram(pid);
            return new Footprint(
                    lines.values().stream().mapToLong(Line::bytes).sum() >> 10,
                    (long) Scrape.of(url).sum(DirectMemory.NAME) >> 10,
                    new Resident(pid).kib(),
                    lines.entrySet().stream()
                            .collect(Collectors.toMap(
                                    Map.Entry::getKey, entry -> entry.getValue().count())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many objects there are of a class. */
    public long instancesOf(String type) {
        return instances.getOrDefault(type, 0L);
    }

    @Override
    public String toString() {
        return "heap %,d KiB, direct %,d KiB, resident %,d KiB".formatted(heapKib, directKib, residentKib);
    }

    /** The tool has the process collect its garbage before it counts. */
    private static Map<String, Line> histogram(long pid) throws IOException {
        String tool = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process counting = new ProcessBuilder(tool, Long.toString(pid), "GC.class_histogram").start();
        try (BufferedReader output = counting.inputReader()) {
            return output.lines()
                    .map(line -> line.trim().split("\\s+", -1))
                    .filter(words -> words.length > NAME && words[0].matches("\\d+:"))
                    .filter(words -> !words[NAME].contains(FILLER))
                    .map(words -> new Line(words[NAME], Long.parseLong(words[COUNT]), Long.parseLong(words[BYTES])))
                    .collect(Collectors.toMap(
                            Line::name,
                            line -> line,
                            (one, other) ->
                                    new Line(one.name(), one.count() + other.count(), one.bytes() + other.bytes())));
        }
    }
}
