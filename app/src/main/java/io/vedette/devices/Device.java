package io.vedette.devices;

import static io.vedette.platform.data.Columns.value;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A camera or a client device, as its owner sees it. */
public record Device(
        UUID id,
        String userId,
        String name,
        Role role,
        Status status,
        Presence presence,
        @Nullable Instant lastSeenAt,
        @Nullable String platform,
        @Nullable String appVersion,
        ObjectNode metadata,
        Instant createdAt,
        Instant updatedAt) {

    /** What it is for: filming and obeying, or watching and sending commands. */
    public enum Role {
        CAMERA,
        CLIENT;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Role of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /** Whether its owner lets it work. */
    public enum Status {
        ACTIVE,
        DISABLED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Status of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /** Whether it is there. */
    public enum Presence {
        ONLINE,
        OFFLINE;

        public static Presence of(boolean online) {
            return online ? ONLINE : OFFLINE;
        }
    }

    /** For a select from devices d. */
    public static final String COLUMNS = """
            d.id, d.user_id, d.name, d.role, d.status, d.online, d.last_seen_at, d.platform, d.app_version, d.metadata,
            d.created_at, d.updated_at
            """;

    public static Device read(Readable row, JsonMapper json) {
        return new Device(
                value(row, "id", UUID.class),
                value(row, "user_id", String.class),
                value(row, "name", String.class),
                Role.of(value(row, "role", String.class)),
                Status.of(value(row, "status", String.class)),
                Presence.of(value(row, "online", Boolean.class)),
                row.get("last_seen_at", Instant.class),
                row.get("platform", String.class),
                row.get("app_version", String.class),
                json.readValue(value(row, "metadata", Json.class).asString(), ObjectNode.class),
                value(row, "created_at", Instant.class),
                value(row, "updated_at", Instant.class));
    }
}
