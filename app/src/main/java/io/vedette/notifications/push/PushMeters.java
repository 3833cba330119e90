package io.vedette.notifications.push;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.notifications.push.PushTable.Waiting;
import org.springframework.stereotype.Component;

/** What became of the messages that this node has tried, and what waits for any node. */
@Component
final class PushMeters {
    private final MeterRegistry meters;
    private final Counter wanted;
    private final Counter spared;
    private volatile Waiting waiting = Waiting.NOTHING;

    PushMeters(MeterRegistry meters) {
        this.meters = meters;
        this.wanted = meters.counter("vedette.push.wanted");
        this.spared = meters.counter("vedette.push.spared");
        Gauge.builder("vedette.push.waiting", this, self -> self.waiting.messages())
                .register(meters);
        Gauge.builder("vedette.push.oldest.age.seconds", this, self -> self.waiting.oldestSeconds())
                .register(meters);
    }

    /** @param tooSoon those that were told of the same thing lately */
    void wanted(long messages, long tooSoon) {
        wanted.increment((double) messages);
        spared.increment((double) tooSoon);
    }

    void ended(String service, String result) {
        meters.counter("vedette.push.attempts", "service", service, "result", result)
                .increment();
    }

    void measured(Waiting seen) {
        waiting = seen;
    }
}
