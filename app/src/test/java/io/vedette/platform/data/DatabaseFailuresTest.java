package io.vedette.platform.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.vedette.platform.failure.CommonProblem;
import io.vedette.platform.failure.Failure;
import io.vedette.platform.failure.FailureException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.r2dbc.UncategorizedR2dbcException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

class DatabaseFailuresTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "08000", "08001", "08003", "08006", "28P01", "3D000", "53300", "53100", "57P01", "57P02", "57P03",
                "57014", "55P03", "25P03", "40001", "40P01", "58030"
            })
    void these_states_mean_that_the_database_is_away(String state) {
        Throwable error = new UncategorizedR2dbcException("x", "select", new Broken(state));
        assertThat(DatabaseFailures.translate(error))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        known -> assertThat(known.failure())
                                .isEqualTo(new Failure.Unavailable(
                                        CommonProblem.DATABASE_UNAVAILABLE, Duration.ofSeconds(1))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "23503", "42601", "22012", "25006"})
    void these_states_say_something_about_the_rows_or_the_statement(String state) {
        Throwable error = new UncategorizedR2dbcException("x", "select", new Broken(state));
        assertThat(DatabaseFailures.translate(error)).isSameAs(error);
    }

    static Stream<Throwable> away() {
        return Stream.of(
                new R2dbcTimeoutException("acquire"),
                new R2dbcNonTransientResourceException("closed"),
                new DataAccessResourceFailureException("no connection"),
                new CannotCreateTransactionException("no connection"));
    }

    @ParameterizedTest
    @MethodSource("away")
    void no_connection_means_that_the_database_is_away(Throwable error) {
        assertThat(DatabaseFailures.translate(error)).isInstanceOf(FailureException.class);
        assertThat(DatabaseFailures.translate(new IllegalStateException(error))).isInstanceOf(FailureException.class);
    }

    @Test
    void an_error_says_more_than_the_rollback_that_failed_after_it() {
        TransactionSystemException rollback = new TransactionSystemException("rollback failed");
        rollback.initApplicationException(new R2dbcTimeoutException("statement"));
        assertThat(DatabaseFailures.translate(rollback)).isInstanceOf(FailureException.class);
    }

    @Test
    void what_is_not_of_the_database_stays() {
        Throwable bug = new IllegalStateException("bug");
        Throwable refused = CommonProblem.NOT_FOUND.because("no such thing");
        Throwable duplicate = new DataIntegrityViolationException(
                "x", new R2dbcDataIntegrityViolationException("duplicate", "23505"));
        assertThat(DatabaseFailures.translate(bug)).isSameAs(bug);
        assertThat(DatabaseFailures.translate(refused)).isSameAs(refused);
        assertThat(DatabaseFailures.translate(duplicate)).isSameAs(duplicate);
    }

    @Test
    void a_cause_that_turns_in_a_circle_ends() {
        Exception first = new IllegalStateException("first");
        Exception second = new IllegalStateException("second", first);
        first.initCause(second);
        assertThat(DatabaseFailures.translate(first)).isSameAs(first);
    }

    /** Any error of PostgreSQL with this state. */
    private static final class Broken extends io.r2dbc.spi.R2dbcException {
        Broken(String state) {
            super("broken", state);
        }
    }
}
