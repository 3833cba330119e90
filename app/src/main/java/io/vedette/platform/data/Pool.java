package io.vedette.platform.data;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.pool.PoolMetrics;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.resources.LoopResources;
import reactor.util.retry.Retry;

/** The connections of one lane: few, limited in every wait, and lent for a limited time. */
final class Pool {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
    private static final int MOST_WAITING = 1_000;
    /** What waits are told apart by. */
    private static final Duration[] WAITS = {Duration.ofMillis(10), Duration.ofMillis(100)};

    private static final Duration LONGEST_OPENING = Duration.ofSeconds(3);
    private static final Duration LONGEST_IDLE = Duration.ofMinutes(5);
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(30);
    private static final Duration EVICTION = Duration.ofSeconds(30);
    // Longer than PostgreSQL's deadlock_timeout of a second, so that deadlocks are told as such.
    private static final String LOCK_TIMEOUT = "1200ms";
    private static final String IDLE_IN_TRANSACTION_TIMEOUT = "5s";

    private final Lane lane;
    private final int size;
    private final DatabaseUrl url;
    private final ConnectionPool connections;
    private final Timer wait;
    private final Counter expired;
    private final Counter refused;

    Pool(Lane lane, DatabaseUrl url, int size, LoopResources loops, MeterRegistry meters) {
        this.lane = lane;
        this.size = size;
        this.url = url;
        Tags tags = Tags.of("lane", lane.label());
        this.wait = Timer.builder("vedette.database.pool.wait")
                .tags(tags)
                .serviceLevelObjectives(WAITS)
                .register(meters);
        this.refused = meters.counter("vedette.database.pool.refused", tags);
        this.expired = meters.counter("vedette.database.pool.expired", tags);
        this.connections = new ConnectionPool(ConnectionPoolConfiguration.builder()
                .connectionFactory(new Opener(Opening.open(loops, this::configuration)))
                .initialSize(0)
                .maxSize(size)
                .maxAcquireTime(LONGEST_WAIT)
                .maxCreateConnectionTime(LONGEST_OPENING)
                .maxIdleTime(LONGEST_IDLE)
                .maxLifeTime(LONGEST_LIFE)
                .backgroundEvictionInterval(EVICTION)
                .acquireRetry(0)
                .allocatorSubscribeOn(Schedulers.parallel())
                .build());
        connections.getMetrics().ifPresent(metrics -> measure(metrics, tags, meters));
    }

    Mono<Connection> lend() {
        return Mono.defer(this::acquire).doOnError(_ -> refused.increment());
    }

    private Mono<Connection> acquire() {
        if (waiting() >= MOST_WAITING) {
            return Mono.error(new R2dbcTimeoutException("Too many wait for a connection already"));
        }
        long asked = System.nanoTime();
        return connections
                .create()
                .retryWhen(Retry.max(size).filter(Pool::wasClosedMeanwhile))
                .map(connection -> lease(connection, Duration.ofNanos(System.nanoTime() - asked)));
    }

    private int waiting() {
        return connections.getMetrics().map(PoolMetrics::pendingAcquireSize).orElse(0);
    }

    Mono<Void> close() {
        return connections.disposeLater();
    }

    private Connection lease(Connection connection, Duration waited) {
        wait.record(waited);
        return new Lease(connection, lane.lease().minus(waited), expired::increment);
    }

    /** The pool's own word for an idle connection that turned out to be closed; the next one may well be alive. */
    private static boolean wasClosedMeanwhile(Throwable error) {
        return error.getClass() == R2dbcNonTransientResourceException.class;
    }

    private PostgresqlConnectionConfiguration configuration(LoopResources loops) {
        return url.r2dbc()
                .loopResources(loops)
                .tcpKeepAlive(true)
                .tcpNoDelay(true)
                .timeZone("UTC")
                .autodetectExtensions(false)
                .options(Map.of(
                        "statement_timeout", lane.statementTimeout().toMillis() + "ms",
                        "lock_timeout", LOCK_TIMEOUT,
                        "idle_in_transaction_session_timeout", IDLE_IN_TRANSACTION_TIMEOUT))
                .build();
    }

    private static void measure(PoolMetrics metrics, Tags tags, MeterRegistry meters) {
        gauge("acquired", PoolMetrics::acquiredSize, metrics, tags, meters);
        gauge("idle", PoolMetrics::idleSize, metrics, tags, meters);
        gauge("allocated", PoolMetrics::allocatedSize, metrics, tags, meters);
        gauge("pending", PoolMetrics::pendingAcquireSize, metrics, tags, meters);
        gauge("max", PoolMetrics::getMaxAllocatedSize, metrics, tags, meters);
    }

    private static void gauge(
            String what, ToIntFunction<PoolMetrics> size, PoolMetrics metrics, Tags tags, MeterRegistry meters) {
        Gauge.builder("vedette.database.pool." + what, metrics, size::applyAsInt)
                .tags(tags)
                .register(meters);
    }

    /** What the pool asks for a new connection. */
    private record Opener(Mono<Connection> connection) implements ConnectionFactory {
        @Override
        public Publisher<? extends Connection> create() {
            return connection;
        }

        @Override
        public ConnectionFactoryMetadata getMetadata() {
            return () -> "PostgreSQL";
        }
    }
}
