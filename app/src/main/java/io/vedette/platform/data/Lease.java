package io.vedette.platform.data;

import io.r2dbc.spi.Batch;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionMetadata;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.Statement;
import io.r2dbc.spi.TransactionDefinition;
import io.r2dbc.spi.ValidationDepth;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A pooled connection lent for a limited time. What still runs on it then fails, the connection is closed and its
 * place in the pool is free again, whether PostgreSQL is silent, the network swallows everything or the borrower forgot it.
 */
final class Lease implements Connection, Wrapped<Connection> {
    private final Connection pooled;
    private final Runnable onExpiry;
    private final AtomicBoolean returned = new AtomicBoolean();
    private final Disposable watchdog;

    @SuppressWarnings("this-escape")
    Lease(Connection pooled, Duration left, Runnable onExpiry) {
        this.pooled = pooled;
        this.onExpiry = onExpiry;
        this.watchdog = Schedulers.parallel().schedule(this::expire, left.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void expire() {
        onExpiry.run();
        Mono.from(real().close())
                .onErrorComplete()
                .then(Mono.defer(this::giveBack))
                .onErrorComplete()
                .subscribe();
    }

    @Override
    public Mono<Void> close() {
        // The watchdog stays until all is done: the rollback that the pool does may meet silence too.
        return Mono.defer(this::giveBack).doOnTerminate(watchdog::dispose);
    }

    private Mono<Void> giveBack() {
        return returned.compareAndSet(false, true) ? Mono.from(pooled.close()) : Mono.empty();
    }

    private Connection real() {
        return pooled instanceof Wrapped<?> wrapped && wrapped.unwrap() instanceof Connection real ? real : pooled;
    }

    private Connection lent() {
        if (returned.get()) {
            throw new R2dbcTimeoutException("The connection was lent for too long");
        }
        return pooled;
    }

    @Override
    public Connection unwrap() {
        return real();
    }

    @Override
    public Publisher<Void> beginTransaction() {
        return lent().beginTransaction();
    }

    @Override
    public Publisher<Void> beginTransaction(TransactionDefinition definition) {
        return lent().beginTransaction(definition);
    }

    @Override
    public Publisher<Void> commitTransaction() {
        return lent().commitTransaction();
    }

    @Override
    public Publisher<Void> rollbackTransaction() {
        return lent().rollbackTransaction();
    }

    @Override
    public Publisher<Void> createSavepoint(String name) {
        return lent().createSavepoint(name);
    }

    @Override
    public Publisher<Void> releaseSavepoint(String name) {
        return lent().releaseSavepoint(name);
    }

    @Override
    public Publisher<Void> rollbackTransactionToSavepoint(String name) {
        return lent().rollbackTransactionToSavepoint(name);
    }

    @Override
    public Statement createStatement(String sql) {
        return lent().createStatement(sql);
    }

    @Override
    public Batch createBatch() {
        return lent().createBatch();
    }

    @Override
    public ConnectionMetadata getMetadata() {
        return pooled.getMetadata();
    }

    @Override
    public boolean isAutoCommit() {
        return real().isAutoCommit();
    }

    @Override
    public Publisher<Void> setAutoCommit(boolean autoCommit) {
        return lent().setAutoCommit(autoCommit);
    }

    @Override
    public IsolationLevel getTransactionIsolationLevel() {
        return lent().getTransactionIsolationLevel();
    }

    @Override
    public Publisher<Void> setTransactionIsolationLevel(IsolationLevel level) {
        return lent().setTransactionIsolationLevel(level);
    }

    @Override
    public Publisher<Void> setLockWaitTimeout(Duration timeout) {
        return lent().setLockWaitTimeout(timeout);
    }

    @Override
    public Publisher<Void> setStatementTimeout(Duration timeout) {
        return lent().setStatementTimeout(timeout);
    }

    @Override
    public Publisher<Boolean> validate(ValidationDepth depth) {
        return pooled.validate(depth);
    }
}
