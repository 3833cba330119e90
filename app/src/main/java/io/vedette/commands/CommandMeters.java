package io.vedette.commands;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.platform.outbox.FactRows.Added;
import java.util.List;
import org.springframework.stereotype.Component;

/** Counts what this node makes and settles. */
@Component
final class CommandMeters {
    private final MeterRegistry meters;
    private final Counter made;

    CommandMeters(MeterRegistry meters) {
        this.meters = meters;
        this.made = meters.counter("vedette.command.made");
    }

    void made(List<Creation> all) {
        made.increment((double) all.stream().filter(each -> each.made() != null).count());
    }

    void settled(List<Added> all) {
        for (Added each : all) {
            if (each.fact() instanceof CommandChanged fact) {
                meters.counter(
                                "vedette.command.settled",
                                "status",
                                fact.status().code())
                        .increment();
            }
        }
    }
}
