package io.vedette.devices;

import io.vedette.platform.bus.Kind;
import java.util.UUID;

/** Its token works again. */
@Kind("device.enabled")
public record DeviceEnabled(UUID deviceId, String userId) implements DeviceFact {}
