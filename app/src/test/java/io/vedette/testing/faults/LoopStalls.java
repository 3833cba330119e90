package io.vedette.testing.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.internal.ThreadExecutorMap;
import io.vedette.testing.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

/**
 * Runs a task every 10 ms on each event loop of a server in this JVM and writes down how late it came. The same on a thread
 * that has nothing else to do tells how busy the machine itself is.
 */
public final class LoopStalls implements AutoCloseable {
    private static final Duration BETWEEN = Duration.ofMillis(10);
    private static final int QUERIES = 32;
    /** What is promised is 100 ms on a machine that has nothing else to do; this is the bound for a bug. */
    private static final Duration LONGEST_STALL = Duration.ofSeconds(3);

    private final List<Future<?>> probes = new ArrayList<>();
    private final Latencies latencies = new Latencies();
    private final Latencies machine = new Latencies();
    private final EventExecutor idle = new DefaultEventExecutor(new DefaultThreadFactory("idle", true));

    private LoopStalls(Set<EventExecutor> loops) {
        loops.forEach(loop -> watch(loop, latencies));
        watch(idle, machine);
    }

    public static LoopStalls of(TestServer server) {
        return new LoopStalls(loopsOf(server));
    }

    /** The loops of its HTTP server, and those on which it talks to the database. */
    public static Set<EventExecutor> loopsOf(TestServer server) {
        Set<EventExecutor> loops = new HashSet<>();
        server.bean(ReactorResourceFactory.class)
                .getLoopResources()
                .onServer(true)
                .forEach(loops::add);
        Set<EventExecutor> database = ConcurrentHashMap.newKeySet();
        DatabaseClient client = server.bean(DatabaseClient.class);
        Flux.range(0, QUERIES)
                .flatMap(_ -> client.sql("select 1")
                        .map((row, _) -> Objects.requireNonNull(row.get(0)))
                        .one()
                        .doOnNext(_ -> database.add(Objects.requireNonNull(ThreadExecutorMap.currentExecutor()))))
                .blockLast(Duration.ofSeconds(10));
        loops.addAll(database);
        return loops;
    }

    /** The names of those that have been heard from. */
    public List<String> loops() {
        return latencies.outcomes();
    }

    /** How many times one was held up for longer. */
    public long over(Duration length) {
        return latencies.over(length);
    }

    public Duration worst() {
        return latencies.worst();
    }

    public void print(String title) {
        latencies.print(title + ": event loops late by");
    }

    /** Each was there for others all the while, as far as the machine allowed. */
    public void heldNobodyUp(String title) {
        print(title);
        machine.print("The machine itself");
        assertThat(worst()).as("longest stall").isLessThan(LONGEST_STALL.plus(machine.worst()));
    }

    @Override
    public void close() {
        probes.forEach(probe -> probe.cancel(false));
        var _ = idle.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }

    private void watch(EventExecutor loop, Latencies into) {
        String name = Objects.requireNonNull(nameOf(loop));
        long[] due = {System.nanoTime()};
        probes.add(loop.scheduleWithFixedDelay(
                () -> {
                    long now = System.nanoTime();
                    into.add(name, Duration.ofNanos(Math.max(0, now - due[0])));
                    // From now on, not from when it should have been: what a stall held up is not held against the
                    // next.
                    due[0] = now + BETWEEN.toNanos();
                },
                0,
                BETWEEN.toNanos(),
                TimeUnit.NANOSECONDS));
    }

    private static String nameOf(EventExecutor loop) {
        return loop.submit(() -> Thread.currentThread().getName())
                .syncUninterruptibly()
                .getNow();
    }
}
