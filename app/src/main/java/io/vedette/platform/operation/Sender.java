package io.vedette.platform.operation;

import org.jspecify.annotations.Nullable;

/**
 * Where a call comes from, and what was shown with it. Only what proves callers to us, or opens sessions for them, looks
 * at it; all else asks who the caller is.
 *
 * @param forwardedAddress the client's address, where a trusted proxy vouches for it
 */
public record Sender(
        String address,
        @Nullable String forwardedAddress,
        @Nullable String userAgent,
        Credentials credentials) {}
