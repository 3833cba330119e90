package io.vedette.commands.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** What couriers count. */
@Component
final class DeliveryMeters {
    private final Counter first;
    private final Counter again;
    private final Timer delivery;
    private final Timer confirmation;

    DeliveryMeters(MeterRegistry registry) {
        this.first = registry.counter("vedette.command.pushes", "attempt", "first");
        this.again = registry.counter("vedette.command.pushes", "attempt", "again");
        this.delivery = registry.timer("vedette.command.delivery");
        this.confirmation = registry.timer("vedette.command.confirmation");
    }

    /** How old a command is when it is pushed says something only of those that did not wait for their camera. */
    void pushed(Parcel parcel, long now) {
        if (parcel.attempt() == 1) {
            first.increment();
            delivery.record(parcel.age(now));
        } else {
            again.increment();
        }
    }

    void confirmed(Duration after) {
        confirmation.record(after);
    }
}
