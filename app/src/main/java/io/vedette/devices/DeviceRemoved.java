package io.vedette.devices;

import io.vedette.platform.bus.Kind;
import java.util.UUID;

/** It is gone, and its links with it. */
@Kind("device.removed")
public record DeviceRemoved(UUID deviceId, String userId) implements DeviceFact {}
