package io.vedette.platform.outbox;

import io.vedette.platform.ops.Health;
import io.vedette.platform.ops.HealthCheck;
import io.vedette.platform.outbox.OutboxTable.Waiting;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Whether facts are announced in time. */
@Component
final class OutboxHealth implements HealthCheck {
    private static final double LATE_SECONDS = 30;

    private final OutboxMeters meters;

    OutboxHealth(OutboxMeters meters) {
        this.meters = meters;
    }

    @Override
    public String name() {
        return "bus";
    }

    @Override
    public Mono<Health> check() {
        return Mono.fromSupplier(() -> health(meters.waiting()));
    }

    private static Health health(Waiting waiting) {
        if (waiting.parked() > 0) {
            return new Health(Health.Status.DEGRADED, waiting.parked() + " facts are parked");
        }
        return waiting.oldestSeconds() < LATE_SECONDS
                ? Health.OK
                : new Health(Health.Status.DEGRADED, waiting.rows() + " facts wait to be announced");
    }
}
