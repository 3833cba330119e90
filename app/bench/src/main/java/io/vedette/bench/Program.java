package io.vedette.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What can be put under test: a server that takes its port from {@code PORT} and answers {@code /health/ready}. */
interface Program {
    List<String> command();

    /** Variables beside the port and the data folder; one of them empty is taken away from those of the benchmark. */
    default Map<String, String> environment() {
        return Map.of();
    }

    /** The command that makes such a process collect its garbage. */
    List<String> collection(long pid);

    /** What the objects of such a process take, right after a collection. */
    long heapBytes(long pid, String log) throws IOException, InterruptedException;

    /** A tool of the JDK that runs the benchmark, so that the server runs on the same one. */
    static String jdk(String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool).toString();
    }

    /** Runs a tool to its end and gives what it said. */
    static String run(List<String> command) throws IOException, InterruptedException {
        Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = tool.inputReader().readAllAsString();
        if (tool.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
        return said;
    }
}
