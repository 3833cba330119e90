package io.vedette.devices;

import io.vedette.platform.bus.Kind;

/** Two devices are strangers again; what one was about with the other is ended. */
@Kind("link.removed")
public record LinkRemoved(String userId, DeviceLink link) implements LinkFact {}
