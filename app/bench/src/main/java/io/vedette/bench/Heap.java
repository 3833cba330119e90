package io.vedette.bench;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/** The heap of another JVM, asked for from outside. */
final class Heap {
    private static final Pattern GENERATION = Pattern.compile(" total \\d+K, used (\\d+)K");
    private static final long KIB = 1024;

    private Heap() {}

    static List<String> collection(long pid) {
        return command(pid, "GC.run");
    }

    static long bytes(long pid) throws IOException, InterruptedException {
        return GENERATION
                .matcher(Program.run(command(pid, "GC.heap_info")))
                .results()
                .mapToLong(generation -> Long.parseLong(generation.group(1)) * KIB)
                .sum();
    }

    private static List<String> command(long pid, String what) {
        return List.of(Program.jdk("jcmd"), Long.toString(pid), what);
    }
}
