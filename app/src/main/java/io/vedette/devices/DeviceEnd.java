package io.vedette.devices;

/** What ends all that goes on with a device. */
public enum DeviceEnd {
    REMOVED,
    DISABLED
}
