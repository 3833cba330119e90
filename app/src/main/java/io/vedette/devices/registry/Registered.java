package io.vedette.devices.registry;

import io.vedette.devices.Device;
import io.vedette.platform.operation.NotKept;

/** A new device with its token, which is shown only here. */
record Registered(Device device, @NotKept String deviceToken) {
    @Override
    public String toString() {
        return "Registered[" + device.id() + "]";
    }
}
