package io.vedette.bench;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/** A program on a JVM of its own, whose heap is asked for from outside. */
interface JvmProgram extends Program {
    Pattern GENERATION = Pattern.compile(" total \\d+K, used (\\d+)K");
    long KIB = 1024;

    @Override
    default List<String> collection(long pid) {
        return command(pid, "GC.run");
    }

    @Override
    default long heapBytes(long pid, String log) throws IOException, InterruptedException {
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
