package io.vedette.storage;

import java.time.Instant;
import java.util.Map;

/**
 * Lets whoever has it do one thing with one object for a while.
 *
 * @param headers that must be sent as they are
 */
public record SignedUrl(String url, Map<String, String> headers, Instant expiresAt) {
    public SignedUrl {
        headers = Map.copyOf(headers);
    }

    @Override
    public String toString() {
        return "SignedUrl[until " + expiresAt + "]";
    }
}
