package io.vedette.motion;

import static io.vedette.platform.data.Columns.value;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Something that a camera saw, or that happened to it; motion so far. */
public record Event(
        UUID id,
        UUID deviceId,
        String type,
        Status status,
        @Nullable String title,
        Severity severity,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Long durationMs,
        @Nullable UUID videoId,
        @Nullable String videoUrl,
        ObjectNode metadata,
        Instant createdAt) {
    static final String MOTION = "motion";

    /** Whether it still goes on. */
    public enum Status {
        ACTIVE,
        ENDED;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Status of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /** How much it matters, as its camera sees it. */
    public enum Severity {
        INFO,
        WARNING,
        ERROR,
        CRITICAL;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Severity of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /** For a select from events e, or from a query of that name. */
    static final String COLUMNS = """
            e.id, e.device_id, e.type, e.status, e.title, e.severity, e.started_at, e.ended_at, e.video_id, e.video_url,
            e.metadata, e.created_at
            """;

    Event shownBy(Clip clip) {
        return new Event(
                id,
                deviceId,
                type,
                status,
                title,
                severity,
                startedAt,
                endedAt,
                durationMs,
                clip.videoId(),
                clip.url(),
                metadata,
                createdAt);
    }

    static Event read(Readable row, JsonMapper json) {
        Instant startedAt = value(row, "started_at", Instant.class);
        Instant endedAt = row.get("ended_at", Instant.class);
        return new Event(
                value(row, "id", UUID.class),
                value(row, "device_id", UUID.class),
                value(row, "type", String.class),
                Status.of(value(row, "status", String.class)),
                row.get("title", String.class),
                Severity.of(value(row, "severity", String.class)),
                startedAt,
                endedAt,
                endedAt == null ? null : Duration.between(startedAt, endedAt).toMillis(),
                row.get("video_id", UUID.class),
                row.get("video_url", String.class),
                json.readValue(value(row, "metadata", Json.class).asString(), ObjectNode.class),
                value(row, "created_at", Instant.class));
    }
}
