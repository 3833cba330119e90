package io.vedette.platform.operation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.platform.data.Lane;
import io.vedette.platform.ops.Rounds;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Forgets idempotency keys once their day is over; every node does so, each its own few at a time. */
@Component
final class IdempotencySweeper extends Rounds {
    static final int BATCH = 1_000;
    static final Duration BETWEEN_ROUNDS = Duration.ofMinutes(1);
    static final Duration BETWEEN_FULL_ROUNDS = Duration.ofMillis(200);

    private final IdempotencyKeys keys;
    private final Counter forgotten;

    IdempotencySweeper(IdempotencyKeys keys, MeterRegistry meters) {
        super(BETWEEN_ROUNDS);
        this.keys = keys;
        this.forgotten = meters.counter("vedette.idempotency.keys.forgotten");
    }

    @Override
    protected Mono<Duration> round() {
        return Lane.jobs(keys.forgetOld(BATCH))
                .doOnNext(forgotten::increment)
                .map(rows -> rows < BATCH ? BETWEEN_ROUNDS : BETWEEN_FULL_ROUNDS);
    }
}
