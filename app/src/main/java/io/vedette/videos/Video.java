package io.vedette.videos;

import static io.vedette.platform.data.Columns.value;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A video or a picture of a device: announced, and uploaded some time later. */
public record Video(
        UUID id,
        UUID deviceId,
        String objectKey,
        String bucket,
        String fileName,
        @Nullable String contentType,
        @Nullable Long sizeBytes,
        Status status,
        @Nullable UUID eventId,
        Instant createdAt,
        @Nullable Instant uploadedAt) {
    /** Whether its object is there. */
    public enum Status {
        PENDING,
        UPLOADED;

        static Status of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /** What it shows. */
    public enum Kind {
        CLIP,
        THUMBNAIL;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** For a query over rows of videos v. */
    static final String COLUMNS = """
            v.id, v.device_id, v.object_key, v.bucket, v.file_name, v.content_type, v.size_bytes, v.status, v.event_id,
            v.created_at, v.uploaded_at
            """;

    static Video read(Readable row) {
        return new Video(
                value(row, "id", UUID.class),
                value(row, "device_id", UUID.class),
                value(row, "object_key", String.class),
                value(row, "bucket", String.class),
                value(row, "file_name", String.class),
                row.get("content_type", String.class),
                row.get("size_bytes", Long.class),
                Status.of(value(row, "status", String.class)),
                row.get("event_id", UUID.class),
                value(row, "created_at", Instant.class),
                row.get("uploaded_at", Instant.class));
    }
}
