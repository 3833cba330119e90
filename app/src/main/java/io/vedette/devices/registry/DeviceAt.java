package io.vedette.devices.registry;

import java.util.UUID;

/** Which device. */
record DeviceAt(UUID deviceId) {}
