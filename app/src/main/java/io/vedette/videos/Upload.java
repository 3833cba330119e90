package io.vedette.videos;

import io.vedette.platform.operation.NotKept;
import io.vedette.storage.SignedUrl;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** How a video is uploaded: by this method to this URL, with these headers. */
record Upload(
        @NotKept String uploadUrl,
        String method,
        Map<String, String> headers,
        String objectKey,
        String bucket,
        UUID videoId,
        @NotKept Instant expiresAt) {
    static Upload of(Video video, SignedUrl url) {
        return new Upload(
                url.url(), "PUT", url.headers(), video.objectKey(), video.bucket(), video.id(), url.expiresAt());
    }

    @Override
    public String toString() {
        return "Upload[" + videoId + "]";
    }
}
