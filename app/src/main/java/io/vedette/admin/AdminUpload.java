package io.vedette.admin;

import io.vedette.platform.operation.NotKept;
import io.vedette.storage.SignedUrl;
import java.time.Instant;
import java.util.Map;

/** How an object is uploaded: by this method to this URL, with these headers. */
record AdminUpload(
        @NotKept String uploadUrl,
        String method,
        Map<String, String> headers,
        String objectKey,
        String bucket,
        @NotKept Instant expiresAt) {
    static AdminUpload of(String key, String bucket, SignedUrl url) {
        return new AdminUpload(url.url(), "PUT", url.headers(), key, bucket, url.expiresAt());
    }

    @Override
    public String toString() {
        return "AdminUpload[" + objectKey + "]";
    }
}
