package io.vedette.testing;

import io.vedette.platform.data.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Calls at the same time. */
public final class Race {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String WAITING =
            "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";

    private Race() {}

    /** What each gives, in their order; they begin at the same moment. */
    public static <T> List<T> between(List<? extends Supplier<T>> calls) {
        CyclicBarrier start = new CyclicBarrier(calls.size());
        try (var threads = Executors.newFixedThreadPool(calls.size())) {
            List<CompletableFuture<T>> answers = calls.stream()
                    .map(call -> CompletableFuture.supplyAsync(() -> after(start, call), threads))
                    .toList();
            return answers.stream().map(CompletableFuture::join).toList();
        }
    }

    private static <T> T after(CyclicBarrier start, Supplier<T> call) {
        try {
            start.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return call.get();
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The answer to a call during which somebody else's transaction with these changes commits: as late as the call lets it. */
    public static <T> T lost(DatabaseUrl database, String changes, Supplier<T> call)
            throws SQLException, InterruptedException, ExecutionException, TimeoutException {
        try (Connection other = TestDatabase.connect(database);
                Statement statement = other.createStatement();
                var thread = Executors.newVirtualThreadPerTaskExecutor()) {
            other.setAutoCommit(false);
            statement.execute(changes);
            CompletableFuture<T> reply = CompletableFuture.supplyAsync(call, thread);
            Await.until(
                    "the call is answered, or waits for the other",
                    PATIENCE,
                    () -> reply.isDone() || !TestDatabase.ask(database, WAITING).isEmpty());
            other.commit();
            return reply.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }
}
