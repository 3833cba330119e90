package io.vedette.devices.registry;

import io.vedette.devices.Device.Role;
import io.vedette.devices.Device.Status;
import io.vedette.platform.json.Change;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What is to be different from now on; metadata is replaced as a whole. */
record PatchDevice(
        UUID deviceId,
        @Size(min = 1, max = 120) @Nullable String name,
        @Nullable Role role,
        @Nullable Status status,
        Change<@Size(max = 64) String> platform,
        Change<@Size(max = 64) String> appVersion,
        Change<@Size(max = 4096) String> pushToken,
        @Nullable ObjectNode metadata) {
    @Override
    public String toString() {
        return "PatchDevice[" + deviceId + "]";
    }
}
