package io.vedette.notifications.push;

import io.vedette.platform.ops.Health;
import io.vedette.platform.ops.HealthCheck;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Whether push messages go out. Whoever is connected is told without them, so they are not essential. */
@Component
final class PushHealth implements HealthCheck {
    private final PushServices services;

    PushHealth(PushServices services) {
        this.services = services;
    }

    @Override
    public String name() {
        return "push";
    }

    @Override
    public Mono<Health> check() {
        return Mono.fromSupplier(() -> {
            String failing = new TreeMap<>(services.circuits())
                    .entrySet().stream()
                            .filter(each -> each.getValue().isOpen())
                            .map(each -> each.getKey() + ": " + each.getValue().problem())
                            .collect(Collectors.joining("; "));
            return failing.isEmpty() ? Health.OK : new Health(Health.Status.DEGRADED, failing);
        });
    }
}
