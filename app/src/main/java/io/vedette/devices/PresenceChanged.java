package io.vedette.devices;

import io.vedette.platform.bus.Fact;
import io.vedette.platform.bus.Kind;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A device came or went, and its row says so.
 *
 * @param receivers of a device that is no more, those linked with it until then; null else: whoever is linked
 */
@Kind("device.presence")
public record PresenceChanged(
        UUID deviceId,
        String userId,
        Device.Presence presence,
        @Nullable Instant lastSeenAt,
        PresenceReason reason,
        @Nullable List<UUID> receivers)
        implements Fact {

    @Override
    public String key() {
        return "presence:" + deviceId;
    }
}
