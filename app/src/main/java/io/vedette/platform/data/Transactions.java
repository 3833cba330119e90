package io.vedette.platform.data;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.transaction.NoTransactionException;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import reactor.util.retry.RetryBackoffSpec;

/** The one place where transactions begin, end and are tried again. */
public final class Transactions {
    private static final int RETRIES = 4;
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(10);
    private static final Duration LONGEST_BACKOFF = Duration.ofMillis(150);
    private static final double JITTER = 0.75;

    private final TransactionalOperator writing;
    private final TransactionalOperator reading;
    private final TransactionalOperator savepoint;
    private final Counter retries;

    Transactions(ReactiveTransactionManager manager, MeterRegistry meters) {
        this.writing =
                TransactionalOperator.create(manager, definition(TransactionDefinition.PROPAGATION_REQUIRED, false));
        this.reading =
                TransactionalOperator.create(manager, definition(TransactionDefinition.PROPAGATION_REQUIRED, true));
        this.savepoint =
                TransactionalOperator.create(manager, definition(TransactionDefinition.PROPAGATION_NESTED, false));
        this.retries = meters.counter("vedette.database.transaction.retries");
    }

    /** All of it or nothing. Joins a running transaction; else it may run more than once, so it has effects on the database only. */
    public <T> Mono<T> write(Mono<T> work) {
        return joinOrBegin(work, writing);
    }

    /** As {@link #write}, and PostgreSQL refuses writes in it. */
    public <T> Mono<T> read(Mono<T> work) {
        return joinOrBegin(work, reading);
    }

    /** Within a transaction, a part that may fail by itself: its changes go, its error is passed on, the transaction lives. */
    public <T> Mono<T> nested(Mono<T> work) {
        return isRunning().flatMap(running -> running ? inSavepoint(work) : write(work));
    }

    /** Registers what is run once the outermost transaction has committed, unless a savepoint took it back. It must not block. */
    public Mono<Void> afterCommit(Runnable action) {
        return Ending.register(true, action);
    }

    /** One of both is run at the end of the outermost transaction; where none runs, what was to commit has committed. */
    public Mono<Void> whenEnded(Runnable committed, Runnable otherwise) {
        return isRunning()
                .flatMap(running -> running
                        ? afterCommit(committed).then(unlessCommitted(otherwise))
                        : Mono.fromRunnable(committed));
    }

    /** One statement, which is a transaction by itself. Like any other it may run more than once. */
    public <T> Mono<T> single(Mono<T> statement) {
        return isRunning().flatMap(running -> running ? statement : statement.retryWhen(onConflict()));
    }

    /** Registers what is run once it is sure that this part will not be committed, or nobody knows. It must not block. */
    public Mono<Void> unlessCommitted(Runnable action) {
        return Ending.register(false, action);
    }

    private <T> Mono<T> joinOrBegin(Mono<T> work, TransactionalOperator operator) {
        return isRunning()
                .flatMap(
                        running -> running ? work : operator.transactional(work).retryWhen(onConflict()));
    }

    private <T> Mono<T> inSavepoint(Mono<T> work) {
        return Mono.deferContextual(context -> {
            Ending.Part part = new Ending.Part(Ending.Part.of(context), new AtomicBoolean());
            return savepoint
                    .transactional(work)
                    .doOnError(error -> part.takeBack())
                    .doOnCancel(part::takeBack)
                    .contextWrite(inner -> inner.put(Ending.Part.class, part));
        });
    }

    private static Mono<Boolean> isRunning() {
        return TransactionSynchronizationManager.forCurrentTransaction()
                .map(TransactionSynchronizationManager::isActualTransactionActive)
                .onErrorReturn(NoTransactionException.class, false);
    }

    private RetryBackoffSpec onConflict() {
        return Retry.backoff(RETRIES, FIRST_BACKOFF)
                .maxBackoff(LONGEST_BACKOFF)
                .jitter(JITTER)
                .filter(DatabaseFailures::isConflict)
                .doBeforeRetry(signal -> retries.increment())
                .onRetryExhaustedThrow((spec, last) -> last.failure());
    }

    private static TransactionDefinition definition(int propagation, boolean readOnly) {
        DefaultTransactionDefinition definition = new DefaultTransactionDefinition(propagation);
        definition.setReadOnly(readOnly);
        return definition;
    }
}
