package io.vedette.devices;

import io.vedette.platform.bus.Kind;

/** Two devices hear of each other from now on. */
@Kind("link.added")
public record LinkAdded(String userId, DeviceLink link) implements LinkFact {}
