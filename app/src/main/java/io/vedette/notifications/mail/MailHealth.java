package io.vedette.notifications.mail;

import io.vedette.notifications.mail.UpkeepTable.Waiting;
import io.vedette.platform.json.Json;
import io.vedette.platform.ops.Health;
import io.vedette.platform.ops.HealthCheck;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Whether mails go out. Without them most of the server is of use, so it is not essential. */
@Component
final class MailHealth implements HealthCheck {
    private final MailCircuit circuit;
    private final MailAlerts alerts;
    private final MailMeters meters;

    MailHealth(MailCircuit circuit, MailAlerts alerts, MailMeters meters) {
        this.circuit = circuit;
        this.alerts = alerts;
        this.meters = meters;
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public Mono<Health> check() {
        return Mono.fromSupplier(this::health);
    }

    private Health health() {
        Waiting waiting = meters.waiting();
        if (circuit.isOpen()) {
            return Health.down("the provider fails: " + circuit.problem());
        }
        if (waiting.paused()) {
            return degraded("paused until %s: %s".formatted(Json.time(waiting.pausedUntil()), waiting.pausedBecause()));
        }
        Set<String> raised = alerts.raised();
        return raised.isEmpty() ? Health.OK : degraded("mails were refused: " + String.join(", ", raised));
    }

    private static Health degraded(String detail) {
        return new Health(Health.Status.DEGRADED, detail);
    }
}
