package io.vedette.devices;

import io.vedette.platform.bus.Kind;
import java.util.UUID;

/** It may do nothing until it is enabled; what it was about is ended. */
@Kind("device.disabled")
public record DeviceDisabled(UUID deviceId, String userId) implements DeviceFact {}
