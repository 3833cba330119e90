package io.vedette.platform.data;

import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import io.vedette.platform.failure.CommonProblem;
import io.vedette.platform.failure.Failure;
import io.vedette.platform.failure.FailureException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** What an error of the database means for the caller. */
public final class DatabaseFailures {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final int DEEPEST_CAUSE = 20;
    // Serialization failure and deadlock: the same work may well succeed at once.
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01");
    // Shutting down, crashed, starting up, dropped; time-outs of statement, lock, idle transaction and transaction.
    private static final Set<String> AWAY =
            Set.of("57P01", "57P02", "57P03", "57P04", "57P05", "57014", "55P03", "25P03", "25P04", "3D000");
    // Connection, wrong credentials, resources, system errors.
    private static final Set<String> AWAY_CLASSES = Set.of("08", "28", "53", "58");

    // The last two are Spring's words for "no connection could be had", whatever the pool's or the socket's reason.
    private static final List<Class<? extends Throwable>> AWAY_TYPES = List.of(
            R2dbcTimeoutException.class,
            R2dbcTransientResourceException.class,
            R2dbcNonTransientResourceException.class,
            DataAccessResourceFailureException.class,
            CannotCreateTransactionException.class);

    private DatabaseFailures() {}

    /** "The database is away" if that is what it means; what says something about the rows, as a unique violation, stays. */
    public static Throwable translate(Throwable error) {
        return error instanceof FailureException || !(isAway(error) || isConflict(error)) ? error : unavailable();
    }

    static boolean isConflict(Throwable error) {
        return any(error, cause -> CONFLICTS.contains(state(cause)));
    }

    static boolean isAway(Throwable error) {
        return any(error, cause -> isAwayState(state(cause)) || isAwayType(cause));
    }

    static FailureException unavailable() {
        return new FailureException(new Failure.Unavailable(CommonProblem.DATABASE_UNAVAILABLE, RETRY_AFTER));
    }

    private static boolean isAwayState(String state) {
        return AWAY.contains(state) || (state.length() == 5 && AWAY_CLASSES.contains(state.substring(0, 2)));
    }

    private static boolean isAwayType(Throwable cause) {
        return AWAY_TYPES.stream().anyMatch(type -> type.isInstance(cause));
    }

    private static boolean any(Throwable error, Predicate<Throwable> test) {
        return Stream.iterate(Optional.of(error), Optional::isPresent, each -> each.map(DatabaseFailures::deeper))
                .limit(DEEPEST_CAUSE)
                .flatMap(Optional::stream)
                .anyMatch(test);
    }

    /** The error that led to a rollback says more than the rollback that failed after it. */
    private static @Nullable Throwable deeper(Throwable error) {
        return error instanceof TransactionSystemException failed && failed.getApplicationException() != null
                ? failed.getApplicationException()
                : error.getCause();
    }

    private static String state(Throwable error) {
        String state = error instanceof R2dbcException database ? database.getSqlState() : null;
        return state == null ? "" : state;
    }
}
