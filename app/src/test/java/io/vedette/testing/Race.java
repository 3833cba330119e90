package io.vedette.testing;

import io.vedette.platform.data.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Two calls at the same time, of which one is known to come first. */
public final class Race {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String WAITING =
            "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";

    private Race() {}

    /** The answer to a call during which somebody else's transaction with these changes commits: as late as the call lets it. */
    public static Reply lost(DatabaseUrl database, String changes, Supplier<Reply> call)
            throws SQLException, InterruptedException, ExecutionException, TimeoutException {
        try (Connection other = TestDatabase.connect(database);
                Statement statement = other.createStatement();
                var thread = Executors.newVirtualThreadPerTaskExecutor()) {
            other.setAutoCommit(false);
            statement.execute(changes);
            CompletableFuture<Reply> reply = CompletableFuture.supplyAsync(call, thread);
            Await.until(
                    "the call is answered, or waits for the other",
                    PATIENCE,
                    () -> reply.isDone() || !TestDatabase.ask(database, WAITING).isEmpty());
            other.commit();
            return reply.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }
}
