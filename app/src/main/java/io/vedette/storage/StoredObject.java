package io.vedette.storage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An object as the store describes it. */
public record StoredObject(
        String key,
        long sizeBytes,
        Instant lastModified,
        @Nullable String etag,
        @Nullable String contentType) {}
