package io.vedette.testing.faults;

import io.vedette.Application;
import io.vedette.platform.data.DatabaseUrl;
import io.vedette.platform.data.TestDataFolder;
import io.vedette.testing.Await;
import io.vedette.testing.Ports;
import io.vedette.testing.Repository;
import io.vedette.testing.Signal;
import io.vedette.testing.Visitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The server, with what the tests add to it, as a process of its own that may be killed, paused and started again. */
public final class ServerProcess {
    /** What a process killed by signal 9 leaves as its exit code. */
    public static final int KILLED = HaltingCheckpoints.KILLED;

    /** Its notes on each buffer outweigh the buffers: by hand without it where memory is to be measured. */
    private static final String LEAK_DETECTION = System.getProperty("server.leak.detection", "paranoid");

    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final Duration LONGEST_END = Duration.ofSeconds(30);

    private final Map<String, String> environment;
    private final @Nullable Path folder;
    private final int port = Ports.free();
    private final ProcessLog log = new ProcessLog();
    private final List<String> faults = new ArrayList<>();
    private @Nullable Process process;

    ServerProcess(Map<String, String> environment, @Nullable Path folder) {
        this.environment = environment;
        this.folder = folder;
    }

    /** From the next start on; a {@link #restart()} after it works as usual. */
    public ServerProcess killsItselfAt(String checkpoint) {
        return killsItselfAt(checkpoint, 1);
    }

    /** The same, at the n-th time that the point is reached. */
    public ServerProcess killsItselfAt(String checkpoint, int time) {
        faults.add("-D" + HaltingCheckpoints.AT + "=" + checkpoint);
        faults.add("-D" + HaltingCheckpoints.TIME + "=" + time);
        return this;
    }

    /** Returns once it is ready for traffic. */
    public ServerProcess start() {
        CompletableFuture<String> listens = log.next(line -> line.contains("Listening on port"));
        launch();
        CompletableFuture.anyOf(listens, running().onExit())
                .orTimeout(LONGEST_START.toSeconds(), TimeUnit.SECONDS)
                .join();
        if (!listens.isDone()) {
            throw new AssertionError("The server ended while it started:\n" + log);
        }
        Await.until("ready", LONGEST_START, () -> visitor().get("/health/ready").status() == 200);
        return this;
    }

    /** For a start that is meant to fail: the exit code. */
    public int startAndEnd() {
        launch();
        return exit();
    }

    /** The same port and the same data, and no faults of its own any more. */
    public ServerProcess restart() {
        if (running().isAlive()) {
            terminate();
        }
        faults.clear();
        return start();
    }

    /** Ends the server alone: an embedded PostgreSQL lives on, as it would on a bad day. */
    public void kill9() {
        running().destroyForcibly();
        exit();
    }

    /** Asks it to end, and returns its exit code. */
    public int terminate() {
        running().destroy();
        return exit();
    }

    /** The exit code, once it has ended by itself. */
    public int exit() {
        try {
            if (!running().waitFor(LONGEST_END.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("The server does not end:\n" + log);
            }
            return running().exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public void pause() {
        Signal.STOP.sendTo(running().toHandle());
    }

    public void resume() {
        Signal.CONT.sendTo(running().toHandle());
    }

    /** Sends it the word to end, and returns at once. */
    public void beginToEnd() {
        running().destroy();
    }

    /** What it has had of the processors up to now. */
    public Duration cpu() {
        return running().info().totalCpuDuration().orElseThrow();
    }

    /** What the machine has given it: now, and at most since that was asked for anew. */
    public Resident resident() {
        return new Resident(running().pid());
    }

    public Footprint footprint() {
        return Footprint.of(running().pid(), url());
    }

    public URI url() {
        return URI.create("http://localhost:" + port);
    }

    /** Somebody new who calls it. */
    public Visitor visitor() {
        return Visitor.at(url());
    }

    /** All that it has said, over all its starts. */
    public List<String> log() {
        return log.lines();
    }

    /** The embedded database of a server on a folder. */
    public DatabaseUrl embeddedDatabase() {
        return TestDataFolder.database(folder());
    }

    /** Leaves nothing behind, whatever state it was in. */
    void close() {
        if (process != null) {
            process.toHandle().destroyForcibly();
            process.toHandle().onExit().join();
        }
        if (folder != null) {
            TestDataFolder.endOrphan(folder);
        }
    }

    private void launch() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + Repository.root().resolve("app/deploy/java.options"));
        command.addAll(
                List.of("-Xmx160m", "-XX:TieredStopAtLevel=1", "-Dio.netty.leakDetection.level=" + LEAK_DETECTION));
        command.add(
                "-D" + DiesWithItsTests.PARENT + "=" + ProcessHandle.current().pid());
        command.addAll(faults);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Application.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().retainAll(List.of("PATH", "HOME", "LANG", "TMPDIR"));
        builder.environment().putAll(environment);
        builder.environment().put("PORT", Integer.toString(port));
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        log.follow(process);
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("It was never started");
        }
        return process;
    }

    private Path folder() {
        if (folder == null) {
            throw new IllegalStateException("It was given a database");
        }
        return folder;
    }
}
