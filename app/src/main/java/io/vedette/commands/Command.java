package io.vedette.commands;

import static io.vedette.platform.data.Columns.value;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a client wants a camera to do, and how far it has come. */
public record Command(
        UUID id,
        UUID sourceDeviceId,
        UUID targetDeviceId,
        String commandType,
        ObjectNode payload,
        Status status,
        @Nullable String error,
        @Nullable JsonNode result,
        int attempts,
        Instant createdAt,
        @Nullable Instant sentAt,
        @Nullable Instant deliveredAt,
        @Nullable Instant settledAt,
        Instant expiresAt) {

    /** The first two may change, the others never do. */
    public enum Status {
        QUEUED,
        SENT,
        ACKNOWLEDGED,
        REJECTED,
        EXPIRED,
        CANCELLED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Status of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /** For a select from commands c, or from a query of that name. */
    public static final String COLUMNS = """
            c.id, c.source_device_id, c.target_device_id, c.command_type, c.payload, c.status, c.error, c.result,
            c.attempts, c.created_at, c.sent_at, c.delivered_at, c.settled_at, c.expires_at
            """;

    public static Command read(Readable row, JsonMapper json) {
        Json result = row.get("result", Json.class);
        return new Command(
                value(row, "id", UUID.class),
                value(row, "source_device_id", UUID.class),
                value(row, "target_device_id", UUID.class),
                value(row, "command_type", String.class),
                json.readValue(value(row, "payload", Json.class).asString(), ObjectNode.class),
                Status.of(value(row, "status", String.class)),
                row.get("error", String.class),
                result == null ? null : json.readTree(result.asString()),
                value(row, "attempts", Integer.class),
                value(row, "created_at", Instant.class),
                row.get("sent_at", Instant.class),
                row.get("delivered_at", Instant.class),
                row.get("settled_at", Instant.class),
                value(row, "expires_at", Instant.class));
    }
}
