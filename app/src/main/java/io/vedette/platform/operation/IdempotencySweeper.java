package io.vedette.platform.operation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.platform.data.Lane;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Forgets idempotency keys once their day is over; every node does so, each its own few at a time. */
@Component
final class IdempotencySweeper implements SmartLifecycle {
    static final int BATCH = 1_000;
    static final int BATCHES_A_ROUND = 20;

    private static final Logger log = LoggerFactory.getLogger(IdempotencySweeper.class);
    private static final Duration BETWEEN_ROUNDS = Duration.ofMinutes(1);

    private final IdempotencyKeys keys;
    private final Duration betweenRounds;
    private final Counter forgotten;
    private Sinks.Empty<Void> stop = Sinks.empty();
    private Mono<Void> ended = Mono.empty();
    private volatile boolean running;
    private volatile boolean stopping;
    private volatile boolean failing;

    @Autowired
    IdempotencySweeper(IdempotencyKeys keys, MeterRegistry meters) {
        this(keys, meters, BETWEEN_ROUNDS);
    }

    IdempotencySweeper(IdempotencyKeys keys, MeterRegistry meters, Duration betweenRounds) {
        this.keys = keys;
        this.betweenRounds = betweenRounds;
        this.forgotten = meters.counter("vedette.idempotency.keys.forgotten");
    }

    @Override
    public void start() {
        running = true;
        stopping = false;
        stop = Sinks.empty();
        Sinks.Empty<Void> end = Sinks.empty();
        ended = end.asMono();
        Flux.interval(betweenRounds)
                .onBackpressureDrop()
                .takeUntilOther(stop.asMono())
                .concatMap(_ -> round(), 1)
                .doFinally(_ -> end.tryEmitEmpty())
                .subscribe();
    }

    /** Until nothing old is left, but never for long: the rest waits for the next round. */
    Mono<Void> round() {
        return Lane.jobs(keys.forgetOld(BATCH))
                .doOnNext(forgotten::increment)
                .repeat(BATCHES_A_ROUND - 1)
                .takeUntil(rows -> rows < BATCH || stopping)
                .then(Mono.fromRunnable(() -> failing = false))
                .onErrorResume(this::tell)
                .then();
    }

    /** The batch under way ends first, while its connection is still there. */
    @Override
    public void stop(Runnable callback) {
        running = false;
        stopping = true;
        stop.tryEmitEmpty();
        ended.doFinally(_ -> callback.run()).subscribe();
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Once per outage: a database that is away is known from elsewhere. */
    private Mono<Void> tell(Throwable failure) {
        if (!failing) {
            failing = true;
            log.warn(
                    "Old idempotency keys could not be removed; it is tried again every minute: {}",
                    failure.toString());
        }
        return Mono.empty();
    }
}
