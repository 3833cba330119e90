package io.vedette.identity.session;

import io.vedette.platform.secrets.Secrets;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.springframework.stereotype.Component;

/** Values with a signature behind the last dot, as Better Auth's cookies have them (HMAC-SHA256 with the secret itself). */
@Component
final class SignedValues {
    private static final int SIGNATURE_LENGTH = 44;

    private final SecretKey key;

    SignedValues(Secrets secrets) {
        this.key = secrets.master("HmacSHA256");
    }

    String sign(String value) {
        return value + "." + signature(value);
    }

    /** The value, if the signature is ours. */
    Optional<String> read(String signed) {
        int dot = signed.lastIndexOf('.');
        String signature = signed.substring(dot + 1);
        if (dot < 1 || signature.length() != SIGNATURE_LENGTH || !signature.endsWith("=")) {
            return Optional.empty();
        }
        String value = signed.substring(0, dot);
        return Secrets.same(signature(value), signature) ? Optional.of(value) : Optional.empty();
    }

    /** As {@code encodeURIComponent} does it, for what can stand in a signed value. */
    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** What is not encoded is left as it is: a plus sign is one. */
    static Optional<String> decode(String text) {
        try {
            return Optional.of(URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notEncoded) {
            return Optional.empty();
        }
    }

    private String signature(String value) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return Base64.getEncoder().encodeToString(mac.doFinal(value.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no HmacSHA256", e);
        }
    }
}
