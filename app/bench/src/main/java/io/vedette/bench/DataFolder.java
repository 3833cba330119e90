package io.vedette.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A folder for one server's data, gone once it is closed. */
record DataFolder(Path path) implements AutoCloseable {
    DataFolder() throws IOException {
        this(Files.createTempDirectory("vedette-bench-"));
    }

    @Override
    public void close() throws IOException {
        try (var below = Files.walk(path)) {
            below.sorted(Comparator.reverseOrder()).forEach(DataFolder::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
