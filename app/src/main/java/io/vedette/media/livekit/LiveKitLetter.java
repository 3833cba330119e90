package io.vedette.media.livekit;

import com.nimbusds.jwt.JWTClaimsSet;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What LiveKit tells us.
 *
 * @param authorization a token that holds the hash of the body
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
record LiveKitLetter(byte[] body, @Nullable String authorization) {
    private static final String BEARER = "Bearer ";

    /** Whether it was written by whoever knows the secret, and nobody has changed it. */
    boolean isGenuine(LiveKitTokens tokens) {
        return authorization != null
                && tokens.read(
                                authorization.startsWith(BEARER)
                                        ? authorization.substring(BEARER.length())
                                        : authorization)
                        .filter(this::isOfThis)
                        .isPresent();
    }

    private boolean isOfThis(JWTClaimsSet claims) {
        return claims.getClaim("sha256") instanceof String hash
                && MessageDigest.isEqual(
                        hash.getBytes(StandardCharsets.US_ASCII), hashOf(body).getBytes(StandardCharsets.US_ASCII));
    }

    private static String hashOf(byte[] bytes) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** It holds secrets. */
    @Override
    public String toString() {
        return "LiveKitLetter[%d bytes]".formatted(body.length);
    }
}
