package io.vedette.webhooks.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.webhooks.delivery.WebhookDelivery.Status;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/** What this node writes down and sends for webhooks, and what waits for any node. */
@Component
public final class WebhookMeters {
    /**
     * What the database said of them.
     *
     * @param lateSeconds for how long the webhook that has waited longest should have had its turn
     */
    record Measured(long active, long failing, long pending, double lateSeconds) {
        static final Measured NOTHING = new Measured(0, 0, 0, 0);
    }

    private final MeterRegistry meters;
    private final Counter disabled;
    private volatile Measured measured = Measured.NOTHING;

    WebhookMeters(MeterRegistry meters) {
        this.meters = meters;
        this.disabled = meters.counter("vedette.webhook.disabled");
        gauge("active", Measured::active);
        gauge("failing", Measured::failing);
        gauge("waiting", Measured::pending);
        gauge("late.seconds", Measured::lateSeconds);
    }

    /** Deliveries that are to be sent. */
    public void made(String event, long deliveries) {
        meters.counter("vedette.webhook.made", "event", event).increment((double) deliveries);
    }

    void tried(Outcome outcome) {
        meters.counter("vedette.webhook.attempts", "result", outcome.label()).increment();
    }

    void settled(Result result) {
        if (result.status() == Status.PARKED) {
            parked("exhausted", 1);
        }
    }

    void overflowed(long deliveries) {
        parked("overflow", deliveries);
    }

    void disabled() {
        disabled.increment();
    }

    void measured(Measured seen) {
        measured = seen;
    }

    Measured measured() {
        return measured;
    }

    private void parked(String reason, long deliveries) {
        if (deliveries > 0) {
            meters.counter("vedette.webhook.parked", "reason", reason).increment((double) deliveries);
        }
    }

    private void gauge(String what, ToDoubleFunction<Measured> value) {
        Gauge.builder("vedette.webhook." + what, this, self -> value.applyAsDouble(self.measured))
                .register(meters);
    }
}
