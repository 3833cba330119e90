package io.vedette.devices;

import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All that has something going with devices, one after the other, in the transaction that runs. */
@Component
public final class Dependents {
    private final List<DeviceDependent> all;

    Dependents(List<DeviceDependent> all) {
        this.all = List.copyOf(all);
    }

    public Mono<Void> linkEnds(DeviceLink link) {
        return Flux.fromIterable(all)
                .concatMap(dependent -> dependent.linkEnds(link))
                .then();
    }

    public Mono<Void> deviceEnds(UUID deviceId, DeviceEnd why) {
        return Flux.fromIterable(all)
                .concatMap(dependent -> dependent.deviceEnds(deviceId, why))
                .then();
    }
}
