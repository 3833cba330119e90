package io.vedette.devices.presence;

import static io.vedette.platform.data.Columns.value;

import io.r2dbc.spi.Readable;
import io.vedette.devices.Device.Presence;
import io.vedette.devices.PresenceChanged;
import io.vedette.devices.PresenceReason;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one write did to a device's presence; mostly nothing. */
record Change(
        UUID deviceId,
        String userId,
        boolean was,
        boolean online,
        @Nullable Instant lastSeenAt) {
    /** For the returning clause of a statement which calls the row before it {@code locked}. */
    static final String COLUMNS = "d.id, d.user_id, locked.online as was, d.online, d.last_seen_at";

    static Change read(Readable row) {
        return new Change(
                value(row, "id", UUID.class),
                value(row, "user_id", String.class),
                value(row, "was", Boolean.class),
                value(row, "online", Boolean.class),
                row.get("last_seen_at", Instant.class));
    }

    boolean isToTell() {
        return was != online;
    }

    PresenceChanged because(PresenceReason reason, @Nullable List<UUID> receivers) {
        return new PresenceChanged(deviceId, userId, Presence.of(online), lastSeenAt, reason, receivers);
    }
}
