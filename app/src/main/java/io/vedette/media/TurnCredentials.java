package io.vedette.media;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A pair that a TURN server takes until its time is over: its name says when, and is signed with what both servers know. */
record TurnCredentials(String username, String credential) {
    private static final String ALGORITHM = "HmacSHA1";

    /** @param whose nobody in particular, if it is empty */
    static TurnCredentials until(Instant end, String whose, String secret) {
        String username = end.getEpochSecond() + (whose.isEmpty() ? "" : ":" + whose);
        return new TurnCredentials(username, signed(username, secret));
    }

    private static String signed(String username, String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal(username.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
