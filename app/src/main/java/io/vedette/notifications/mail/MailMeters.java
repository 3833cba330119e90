package io.vedette.notifications.mail;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.notifications.mail.UpkeepTable.Waiting;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/** What became of the mails that this node has tried, and what waits for any node. */
@Component
final class MailMeters {
    private final MeterRegistry meters;
    private final Counter sent;
    private final Counter forgotten;
    private volatile Waiting waiting = Waiting.NOTHING;

    MailMeters(MeterRegistry meters, MailCircuit circuit) {
        this.meters = meters;
        this.sent = meters.counter("vedette.mail.sent");
        this.forgotten = meters.counter("vedette.mail.forgotten");
        gauge("waiting", Waiting::mails);
        gauge("oldest.age.seconds", Waiting::oldestSeconds);
        gauge("paused", seen -> seen.paused() ? 1 : 0);
        Gauge.builder("vedette.mail.circuit.open", circuit, seen -> seen.isOpen() ? 1 : 0)
                .register(meters);
    }

    void sent() {
        sent.increment();
    }

    void failed(String problem) {
        meters.counter("vedette.mail.failed", "name", problem).increment();
    }

    void postponed(String problem) {
        meters.counter("vedette.mail.postponed", "name", problem).increment();
    }

    void paused(String problem) {
        meters.counter("vedette.mail.pauses", "name", problem).increment();
    }

    void forgotten(long mails) {
        forgotten.increment((double) mails);
    }

    void measured(Waiting seen) {
        waiting = seen;
    }

    Waiting waiting() {
        return waiting;
    }

    private void gauge(String what, ToDoubleFunction<Waiting> value) {
        Gauge.builder("vedette.mail." + what, this, self -> value.applyAsDouble(self.waiting))
                .register(meters);
    }
}
