package io.vedette.devices;

import io.vedette.platform.bus.Kind;
import java.util.UUID;

/** The token that it had is dead. */
@Kind("device.token-revoked")
public record DeviceTokenRevoked(UUID deviceId, String userId) implements DeviceFact {}
