package io.vedette.devices.presence;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What a device may say of itself while it has a socket. The metadata replace those it had. */
record Heartbeat(
        @Nullable ObjectNode metadata,
        @Size(max = 64) @Nullable String appVersion) {}
