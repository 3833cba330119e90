package io.vedette.admin;

import io.vedette.storage.StoredObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An object of the store, and where it can be read for a while. */
record AdminObject(
        String objectKey,
        long sizeBytes,
        Instant lastModified,
        @Nullable String etag,
        String downloadUrl) {
    static AdminObject of(StoredObject object, String downloadUrl) {
        return new AdminObject(object.key(), object.sizeBytes(), object.lastModified(), object.etag(), downloadUrl);
    }

    @Override
    public String toString() {
        return "AdminObject[" + objectKey + "]";
    }
}
