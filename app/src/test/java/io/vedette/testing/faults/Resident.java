package io.vedette.testing.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The memory that the machine has given to a process. */
public record Resident(long pid) {
    private static final String FORGET_THE_PEAK = "5";

    public long kib() {
        return read("VmRSS:");
    }

    /** The most since the peak was last forgotten. */
    public long peakKib() {
        return read("VmHWM:");
    }

    public void forgetPeak() {
        try {
            Files.writeString(of("clear_refs"), FORGET_THE_PEAK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long read(String field) {
        try {
            return Files.readAllLines(of("status")).stream()
                    .filter(line -> line.startsWith(field))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path of(String file) {
        return Path.of("/proc", Long.toString(pid), file);
    }
}
