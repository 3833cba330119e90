package io.vedette.devices;

import java.util.UUID;
import reactor.core.publisher.Mono;

/** A feature that has something going with devices or over links; it ends it in the transaction that ends those. */
public interface DeviceDependent {
    Mono<Void> linkEnds(DeviceLink link);

    /** The device is removed with all of its links, or disabled. Its row is locked. */
    Mono<Void> deviceEnds(UUID deviceId, DeviceEnd why);
}
