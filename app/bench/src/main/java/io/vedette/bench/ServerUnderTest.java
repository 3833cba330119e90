package io.vedette.bench;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A server as a process of its own, on a free port. Closing it asks it to stop and awaits that. */
final class ServerUnderTest implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long POLL_MILLIS = 5;
    // Below the ports that Linux gives to clients: asking a server whether it is ready would take its port at times.
    private static final int FIRST_PORT = 28_000;
    private static final int FIRST_CLIENT_PORT = 32_768;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();
    private final long started = System.nanoTime();
    private final Program program;
    private final Postgres database;
    private final InetSocketAddress address;
    private final Path log;
    private final Process process;
    private final URI ready;

    private ServerUnderTest(Program program, Path dataDir, Postgres database) throws IOException {
        this.program = program;
        this.database = database;
        int port = freePort();
        address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        log = Files.createTempFile("vedette-bench-", ".log");
        ready = URI.create("http://127.0.0.1:%d/health/ready".formatted(port));
        var builder = new ProcessBuilder(program.command());
        builder.environment().putAll(program.environment());
        builder.environment().put("DATABASE_URL", database == null ? "" : database.url());
        builder.environment().values().removeIf(String::isEmpty);
        builder.environment().put("PORT", Integer.toString(port));
        builder.environment().put("DATA_DIR", dataDir.toString());
        process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    /** @param database null for whatever the server has itself */
    static ServerUnderTest start(Program program, Path dataDir, Postgres database) throws IOException {
        return new ServerUnderTest(program, dataDir, database);
    }

    /** From the start of the process to the first 200 of {@code /health/ready}. */
    Duration awaitReady() throws IOException, InterruptedException {
        while (!isReady()) {
            Duration waited = Duration.ofNanos(System.nanoTime() - started);
            if (!process.isAlive() || waited.compareTo(PATIENCE) > 0) {
                throw new IOException("The server did not become ready within %s (%s); its log:%n%s"
                        .formatted(waited, process, log()));
            }
            Thread.sleep(POLL_MILLIS);
        }
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private boolean isReady() throws InterruptedException {
        var request =
                HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(5)).build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    InetSocketAddress address() {
        return address;
    }

    Duration cpu() throws IOException {
        return Usage.cpu(process.pid());
    }

    /** Of a database that is not a part of the server, zero if it has none. */
    Duration databaseCpu() throws IOException {
        return database == null ? Duration.ZERO : database.cpu();
    }

    /** Memory of the server alone; an embedded database is a process of its own. */
    long residentBytes() throws IOException {
        return Usage.residentBytes(process.pid());
    }

    int openFiles() throws IOException {
        return Usage.openFiles(process.pid());
    }

    void collectGarbage() throws IOException, InterruptedException {
        Program.run(program.collection(process.pid()));
    }

    long heapBytes() throws IOException, InterruptedException {
        return program.heapBytes(process.pid(), log());
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    /** From below those that Linux gives to clients: asking whether the server is ready would else take its port at times. */
    private static int freePort() throws IOException {
        for (int port = FIRST_PORT; port < FIRST_CLIENT_PORT; port++) {
            if (isFree(port)) {
                return port;
            }
        }
        throw new IOException("No free port");
    }

    private static boolean isFree(int port) throws IOException {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (BindException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        client.close();
        Files.deleteIfExists(log);
    }
}
