package io.vedette.webhooks.delivery;

import io.vedette.platform.ops.Health;
import io.vedette.platform.ops.HealthCheck;
import io.vedette.webhooks.delivery.WebhookMeters.Measured;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Whether webhooks are told. That some fail is their owners' affair; if it is half of many, it is rather ours. */
@Component
final class WebhookHealth implements HealthCheck {
    private static final int MANY = 5;

    private final WebhookMeters meters;

    WebhookHealth(WebhookMeters meters) {
        this.meters = meters;
    }

    @Override
    public String name() {
        return "webhooks";
    }

    @Override
    public Mono<Health> check() {
        return Mono.fromSupplier(() -> health(meters.measured()));
    }

    private static Health health(Measured seen) {
        if (seen.failing() == 0) {
            return Health.OK;
        }
        boolean isOurs = seen.failing() >= MANY && 2 * seen.failing() >= seen.active();
        return new Health(
                isOurs ? Health.Status.DEGRADED : Health.Status.OK,
                "%d of %d webhooks fail".formatted(seen.failing(), seen.active()));
    }
}
