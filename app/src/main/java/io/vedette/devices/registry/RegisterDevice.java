package io.vedette.devices.registry;

import io.vedette.devices.Device.Role;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A device as its owner introduces it. */
record RegisterDevice(
        @Size(min = 1, max = 120) String name,
        Role role,
        @Size(max = 64) @Nullable String platform,
        @Size(max = 64) @Nullable String appVersion,
        @Size(max = 4096) @Nullable String pushToken,
        @Nullable ObjectNode metadata) {
    @Override
    public String toString() {
        return "RegisterDevice[" + name + "]";
    }
}
