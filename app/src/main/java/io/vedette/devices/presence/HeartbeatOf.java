package io.vedette.devices.presence;

import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The same over HTTP, where the path names the device. */
record HeartbeatOf(
        UUID deviceId,
        @Nullable ObjectNode metadata,
        @Size(max = 64) @Nullable String appVersion) {}
