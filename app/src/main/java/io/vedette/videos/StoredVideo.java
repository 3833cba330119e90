package io.vedette.videos;

import static io.vedette.platform.data.Columns.value;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An uploaded video with what the store said of its object then. */
record StoredVideo(
        String objectKey,
        long sizeBytes,
        Instant lastModified,
        @Nullable String etag,
        Video video) {
    static final String COLUMNS = Video.COLUMNS + ", v.last_modified, v.etag ";

    static StoredVideo read(Readable row) {
        Video video = Video.read(row);
        return new StoredVideo(
                video.objectKey(),
                value(row, "size_bytes", Long.class),
                value(row, "last_modified", Instant.class),
                row.get("etag", String.class),
                video);
    }
}
