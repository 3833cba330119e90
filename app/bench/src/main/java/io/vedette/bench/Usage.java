package io.vedette.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What Linux says that a process has used so far. Children are processes of their own and not counted. */
final class Usage {
    // USER_HZ, the same on every architecture that a JDK exists for.
    private static final long TICK_MILLIS = 10;
    private static final int USER_TIME = 11;
    private static final int IDLE_TIME = 4;
    private static final int WAITING_TIME = 5;
    private static final int STOLEN_TIME = 8;

    private Usage() {}

    static Duration cpu(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        // The fields are counted from behind the name, which may itself hold spaces and brackets.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[USER_TIME + 1]);
        return Duration.ofMillis(ticks * TICK_MILLIS);
    }

    /** Of all processors for all processes, and what the host took away. */
    static Duration machineCpu() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/stat"))) {
            String[] fields = lines.findFirst().orElseThrow().split(" +", -1);
            long ticks = 0;
            for (int i = 1; i <= STOLEN_TIME; i++) {
                ticks += i == IDLE_TIME || i == WAITING_TIME ? 0 : Long.parseLong(fields[i]);
            }
            return Duration.ofMillis(ticks * TICK_MILLIS);
        }
    }

    static long residentBytes(long pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
            }
        }
        throw new IOException("Process %d has no memory any more".formatted(pid));
    }

    static int openFiles(long pid) throws IOException {
        try (var files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return (int) files.count();
        }
    }
}
