package io.vedette.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL of its own for one server under test, so that every server has the same. */
final class Postgres implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;
    /** How far below its folder PostgreSQL keeps what it says of itself. */
    private static final int DEPTH = 3;

    private final Process process;
    private final Path folder;
    private final String url;

    /** @param classPath of this server with its test classes */
    Postgres(String classPath, Path folder) throws IOException {
        this.folder = folder;
        process = new ProcessBuilder(
                        Program.jdk("java"),
                        "-cp",
                        classPath,
                        "io.vedette.platform.data.PostgresAlone",
                        folder.resolve("database").toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        url = firstUrl(process);
    }

    private static String firstUrl(Process process) throws IOException {
        var lines = process.inputReader();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("postgres://")) {
                return line;
            }
        }
        throw new IOException("PostgreSQL did not start");
    }

    /** Of all its processes that are there now: whoever started them is not their parent. */
    Duration cpu() throws IOException {
        var sum = Duration.ZERO;
        for (ProcessHandle part : postmaster().children().toList()) {
            sum = sum.plus(Usage.cpu(part.pid()));
        }
        return sum;
    }

    private ProcessHandle postmaster() throws IOException {
        try (var files = Files.find(folder, DEPTH, (file, _) -> file.endsWith("postmaster.pid"))) {
            Path file = files.findFirst().orElseThrow(() -> new IOException("PostgreSQL does not run"));
            return ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst()))
                    .orElseThrow(() -> new IOException("PostgreSQL does not run"));
        }
    }

    String url() {
        return url;
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
