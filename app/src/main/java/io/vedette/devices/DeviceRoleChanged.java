package io.vedette.devices;

import io.vedette.platform.bus.Kind;
import java.util.UUID;

/** It does something else from now on. */
@Kind("device.role-changed")
public record DeviceRoleChanged(UUID deviceId, String userId) implements DeviceFact {}
