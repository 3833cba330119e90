package io.vedette.webhooks.delivery;

import static io.vedette.platform.data.Columns.value;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that a webhook is told, and how far that has come. */
public record WebhookDelivery(
        UUID id,
        String event,
        Status status,
        int attempts,
        @Nullable Integer lastStatusCode,
        @Nullable String lastError,
        @Nullable Instant nextAttemptAt,
        Instant createdAt) {

    /** Whether it waits, has come or was given up. */
    public enum Status {
        PENDING,
        DELIVERED,
        PARKED;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Status of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /** For a select from webhook_deliveries d, or from a query of that name. */
    static final String COLUMNS = """
             d.id, d.event, d.status, d.attempts, d.last_status_code, d.last_error, d.next_attempt_at, d.created_at, d.number
            """;

    static WebhookDelivery read(Readable row) {
        return new WebhookDelivery(
                value(row, "id", UUID.class),
                value(row, "event", String.class),
                Status.of(value(row, "status", String.class)),
                value(row, "attempts", Integer.class),
                row.get("last_status_code", Integer.class),
                row.get("last_error", String.class),
                row.get("next_attempt_at", Instant.class),
                value(row, "created_at", Instant.class));
    }
}
