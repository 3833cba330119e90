package io.vedette.devices;

import io.vedette.platform.bus.Fact;
import java.util.UUID;

/** Something that decides what a device may do; all about one device is announced in order. */
public sealed interface DeviceFact extends Fact
        permits DeviceEnabled, DeviceDisabled, DeviceRemoved, DeviceRoleChanged, DeviceTokenRevoked {
    UUID deviceId();

    String userId();

    @Override
    default String key() {
        return "device:" + deviceId();
    }
}
