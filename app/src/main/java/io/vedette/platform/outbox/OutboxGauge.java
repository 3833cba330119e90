package io.vedette.platform.outbox;

import io.vedette.platform.ops.Rounds;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Counts what waits, now and then: it reads the whole table. */
@Component
final class OutboxGauge extends Rounds {
    private static final int PERIODS = 10;

    private final OutboxTable table;
    private final OutboxMeters meters;
    private final Duration rest;

    OutboxGauge(OutboxTable table, OutboxMeters meters, RelayPace pace) {
        super(pace.period().multipliedBy(PERIODS));
        this.table = table;
        this.meters = meters;
        this.rest = pace.period().multipliedBy(PERIODS);
    }

    @Override
    protected Mono<Duration> round() {
        return table.waiting().doOnNext(meters::measured).thenReturn(rest);
    }
}
