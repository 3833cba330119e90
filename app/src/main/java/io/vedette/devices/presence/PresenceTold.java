package io.vedette.devices.presence;

import io.vedette.devices.Device.Presence;
import io.vedette.devices.PresenceChanged;
import io.vedette.devices.PresenceReason;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What linked devices hear of it. */
record PresenceTold(
        UUID deviceId, Presence presence, @Nullable Instant lastSeenAt, PresenceReason reason) {
    static PresenceTold of(PresenceChanged fact) {
        return new PresenceTold(fact.deviceId(), fact.presence(), fact.lastSeenAt(), fact.reason());
    }
}
