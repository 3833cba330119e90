package io.vedette.devices.presence;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A device says that it is well.
 *
 * @param counts whether it is online for it: where it has a socket, that decides
 */
record Beat(
        UUID deviceId,
        int tokenVersion,
        boolean counts,
        @Nullable ObjectNode metadata,
        @Nullable String appVersion) {
    record Key(UUID deviceId, int tokenVersion) {}

    Key key() {
        return new Key(deviceId, tokenVersion);
    }

    /** Several of one device are one: what a later one does not say, an earlier one did. */
    static Beat fold(Beat earlier, Beat later) {
        return new Beat(
                later.deviceId,
                later.tokenVersion,
                earlier.counts || later.counts,
                later.metadata == null ? earlier.metadata : later.metadata,
                later.appVersion == null ? earlier.appVersion : later.appVersion);
    }
}
