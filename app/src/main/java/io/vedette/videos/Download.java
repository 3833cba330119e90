package io.vedette.videos;

import io.vedette.storage.SignedUrl;
import java.time.Instant;

/** Where an object can be read for a while. */
record Download(String downloadUrl, Instant expiresAt) {
    static Download of(SignedUrl url) {
        return new Download(url.url(), url.expiresAt());
    }

    @Override
    public String toString() {
        return "Download[until " + expiresAt + "]";
    }
}
