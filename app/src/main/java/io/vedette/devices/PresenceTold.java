package io.vedette.devices;

import io.vedette.devices.Device.Presence;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is told of a device that came or went. */
public record PresenceTold(
        UUID deviceId, Presence presence, @Nullable Instant lastSeenAt, PresenceReason reason) {
    public static PresenceTold of(PresenceChanged fact) {
        return new PresenceTold(fact.deviceId(), fact.presence(), fact.lastSeenAt(), fact.reason());
    }
}
