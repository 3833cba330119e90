package io.vedette.platform.data;

import io.vedette.platform.MayWait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A PostgreSQL that works on a data directory, as its {@code postmaster.pid} tells. */
record Postmaster(ProcessHandle process, int port) {
    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;
    private static final int FAST_SECONDS = 10;
    private static final int IMMEDIATE_SECONDS = 10;

    /** The one that is alive and ours by its command line; a pid that went to another process meanwhile is not. */
    static Optional<Postmaster> on(Path dataDirectory) throws IOException {
        List<String> lines = read(dataDirectory);
        if (lines.size() <= PORT_LINE) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                .filter(ProcessHandle::isAlive)
                .filter(process -> worksOn(process, dataDirectory))
                .map(process -> new Postmaster(
                        process, Integer.parseInt(lines.get(PORT_LINE).strip())));
    }

    /** As {@link #on}, but only once it takes connections. */
    static Optional<Postmaster> readyOn(Path dataDirectory) throws IOException {
        List<String> lines = read(dataDirectory);
        boolean ready =
                lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
        return ready ? on(dataDirectory) : Optional.empty();
    }

    /** Makes way for a new one: an orphan is ended and its exit awaited, a stale file is put away. */
    static void clear(Path dataDirectory) throws IOException {
        Optional<Postmaster> orphan = on(dataDirectory);
        if (orphan.isPresent()) {
            orphan.get().end();
        }
        // With a stale file PostgreSQL would refuse to start while any process bears that pid.
        Files.deleteIfExists(pidFile(dataDirectory));
    }

    void end() throws IOException {
        signal("INT");
        if (!exits(FAST_SECONDS)) {
            signal("QUIT");
            if (!exits(IMMEDIATE_SECONDS)) {
                process.destroyForcibly();
                exits(IMMEDIATE_SECONDS);
            }
        }
    }

    @MayWait("for a PostgreSQL that was left behind to end, when the server starts")
    private boolean exits(int seconds) {
        try {
            process.onExit().get(seconds, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return !process.isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    // The shell's own kill: slim images have no other.
    private void signal(String name) throws IOException {
        new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + process.pid() + " 2>/dev/null").start();
    }

    private static boolean worksOn(ProcessHandle process, Path dataDirectory) {
        ProcessHandle.Info info = process.info();
        boolean postgres = info.command().orElse("").contains("postgres");
        List<String> arguments = List.of(info.arguments().orElse(new String[0]));
        return postgres && arguments.contains(dataDirectory.toString());
    }

    private static List<String> read(Path dataDirectory) throws IOException {
        try {
            return Files.readAllLines(pidFile(dataDirectory));
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private static Path pidFile(Path dataDirectory) {
        return dataDirectory.resolve("postmaster.pid");
    }
}
