package io.vedette.webhooks;

import static io.vedette.platform.data.Columns.value;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where somebody wants to be told of what. */
public record Webhook(
        UUID id,
        String url,
        List<WebhookEvent> events,
        @Nullable String description,
        Status status,
        @Nullable String disabledReason,
        Instant createdAt) {

    /** Whether it is told. */
    public enum Status {
        ACTIVE,
        DISABLED;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Status of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /** For a select from webhooks w, or from a query of that name. */
    static final String COLUMNS = " w.id, w.url, w.events, w.description, w.status, w.disabled_reason, w.created_at ";

    public Webhook {
        events = List.copyOf(events);
    }

    static Webhook read(Readable row) {
        return new Webhook(
                value(row, "id", UUID.class),
                value(row, "url", String.class),
                Stream.of(value(row, "events", String[].class))
                        .map(WebhookEvent::of)
                        .toList(),
                row.get("description", String.class),
                Status.of(value(row, "status", String.class)),
                row.get("disabled_reason", String.class),
                value(row, "created_at", Instant.class));
    }

    /** Its address may hold what lets somebody in there. */
    @Override
    public String toString() {
        return "Webhook[" + id + "]";
    }
}
