package io.vedette.platform.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.platform.outbox.OutboxTable.Waiting;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/** What the relay does, and what it last saw in the table. */
@Component
final class OutboxMeters {
    private final Counter relayed;
    private final Counter missed;
    private volatile Waiting waiting = Waiting.NOTHING;

    OutboxMeters(MeterRegistry meters) {
        this.relayed = meters.counter("vedette.outbox.announced", "path", "relay");
        this.missed = meters.counter("vedette.outbox.relay.failures");
        gauge("waiting", Waiting::rows, meters);
        gauge("oldest.age.seconds", Waiting::oldestSeconds, meters);
        gauge("parked", Waiting::parked, meters);
        gauge("unknown", Waiting::unknown, meters);
    }

    void relayed() {
        relayed.increment();
    }

    /** A round that the database did not answer. */
    void missed() {
        missed.increment();
    }

    void measured(Waiting seen) {
        waiting = seen;
    }

    Waiting waiting() {
        return waiting;
    }

    private void gauge(String what, ToDoubleFunction<Waiting> value, MeterRegistry meters) {
        Gauge.builder("vedette.outbox." + what, this, self -> value.applyAsDouble(self.waiting))
                .register(meters);
    }
}
