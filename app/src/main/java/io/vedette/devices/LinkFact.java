package io.vedette.devices;

import io.vedette.platform.bus.Fact;

/** Two devices came together or parted; all about one pair is announced in order. */
public sealed interface LinkFact extends Fact permits LinkAdded, LinkRemoved {
    String userId();

    DeviceLink link();

    @Override
    default String key() {
        return "link:" + link().cameraDeviceId() + ":" + link().clientDeviceId();
    }
}
