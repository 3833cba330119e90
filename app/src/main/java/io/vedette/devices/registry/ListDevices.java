package io.vedette.devices.registry;

import io.vedette.devices.Device.Presence;
import io.vedette.devices.Device.Role;
import io.vedette.devices.Device.Status;
import org.jspecify.annotations.Nullable;

/** Which of one's devices: all, or those that are as it says. */
record ListDevices(
        @Nullable Role role,
        @Nullable Presence presence,
        @Nullable Status status) {}
