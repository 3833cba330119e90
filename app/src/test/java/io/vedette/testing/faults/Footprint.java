package io.vedette.testing.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** The memory of a server process after a collection: what is reachable, and what the machine has given it. */
public record Footprint(long heapKib, long residentKib) {
    private static final String RESIDENT = "VmRSS:";

    static Footprint of(long pid, URI url) {
        try {
            collect(pid);
            long heap = (long) Scrape.of(url).sum("jvm_memory_used_bytes", "area=\"heap\"") >> 10;
            return new Footprint(heap, resident(pid));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "heap %,d KiB, resident %,d KiB".formatted(heapKib, residentKib);
    }

    private static void collect(long pid) throws IOException, InterruptedException {
        String tool = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        int exit = new ProcessBuilder(tool, Long.toString(pid), "GC.run")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException("No collection: " + exit);
        }
    }

    private static long resident(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith(RESIDENT))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }
}
