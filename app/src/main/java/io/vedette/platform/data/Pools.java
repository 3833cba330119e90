package io.vedette.platform.data;

import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.vedette.platform.MayWait;
import io.vedette.platform.settings.SettingsError;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;
import reactor.util.retry.Retry;

/** The connection factory that everyone uses without knowing of {@link Lane}s: the one in the context decides. */
final class Pools implements ConnectionFactory, AutoCloseable {
    private static final int JOBS = 4;
    private static final int LOOPS = 2;
    private static final int OPENING_TRIES = 10;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

    private final LoopResources loops = LoopResources.create("database", LOOPS, true);
    private final Map<Lane, Pool> pools = new EnumMap<>(Lane.class);

    Pools(DatabaseUrl url, int size, MeterRegistry meters) {
        pools.put(Lane.REQUESTS, new Pool(Lane.REQUESTS, url, size, loops, meters));
        pools.put(Lane.JOBS, new Pool(Lane.JOBS, url, JOBS, loops, meters));
    }

    /** Opens the first connections on the main thread: the second driver's word on the URL, and no request meets a cold start. */
    @MayWait("for the first connection, when the server starts")
    Pools open() {
        try {
            Flux.fromIterable(pools.values())
                    .concatMap(pool -> Mono.usingWhen(pool.lend(), Mono::just, Connection::close))
                    .then()
                    .retryWhen(Retry.fixedDelay(OPENING_TRIES, BETWEEN_TRIES)
                            .onRetryExhaustedThrow((spec, last) -> last.failure()))
                    .block();
            return this;
        } catch (RuntimeException e) {
            close();
            throw new SettingsError("DATABASE_URL: no connection can be opened: "
                    + Exceptions.unwrap(e).getMessage());
        }
    }

    @Override
    public Mono<Connection> create() {
        return Mono.deferContextual(context -> of(Lane.of(context)).lend());
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return () -> "PostgreSQL";
    }

    /** On the main thread, before the database itself is stopped. */
    @Override
    @MayWait("that lent connections come back, when the server stops")
    public void close() {
        Flux.fromIterable(pools.values())
                .flatMap(pool -> pool.close().timeout(LONGEST_CLOSE).onErrorComplete())
                .then(loops.disposeLater(Duration.ZERO, LONGEST_CLOSE))
                .block(LONGEST_CLOSE.multipliedBy(2));
    }

    private Pool of(Lane lane) {
        return Objects.requireNonNull(pools.get(lane));
    }
}
