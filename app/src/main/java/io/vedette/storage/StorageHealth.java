package io.vedette.storage;

import io.vedette.platform.ops.Health;
import io.vedette.platform.ops.HealthCheck;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Whether the object store answers, and our bucket is there. */
@Component
final class StorageHealth implements HealthCheck {
    private final ObjectStore store;

    StorageHealth(ObjectStore store) {
        this.store = store;
    }

    @Override
    public String name() {
        return "storage";
    }

    @Override
    public Mono<Health> check() {
        return store.ready()
                .thenReturn(Health.OK)
                .onErrorResume(_ -> Mono.fromSupplier(() -> Health.down(store.problem())));
    }
}
