package io.vedette.testing.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;

/** Every line that a process says, and a signal for whoever awaits one of them. */
final class ProcessLog {
    private final List<String> lines = new ArrayList<>();
    private final ConcurrentMap<Predicate<String>, CompletableFuture<String>> awaited = new ConcurrentHashMap<>();

    /** What one process says, until it ends; several may follow each other. */
    void follow(Process process) {
        Thread.ofVirtual().name("log of " + process.pid()).start(() -> read(process));
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** Completes with the next line of that kind. */
    CompletableFuture<String> next(Predicate<String> kind) {
        CompletableFuture<String> found = new CompletableFuture<>();
        awaited.put(kind, found);
        return found;
    }

    @Override
    public String toString() {
        return String.join("\n", lines());
    }

    private void read(Process process) {
        try (BufferedReader output = process.inputReader()) {
            output.lines().forEach(this::add);
        } catch (IOException | UncheckedIOException e) {
            // A killed process takes its end of the pipe with it.
        }
    }

    private void add(String line) {
        synchronized (this) {
            lines.add(line);
        }
        awaited.forEach((kind, found) -> {
            if (kind.test(line) && awaited.remove(kind, found)) {
                found.complete(line);
            }
        });
    }
}
