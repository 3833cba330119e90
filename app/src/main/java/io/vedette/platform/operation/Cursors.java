package io.vedette.platform.operation;

import io.vedette.platform.secrets.Secrets;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Writes cursors as opaque text, signed for one list of one caller, so that nobody can make or lend one. */
@Component
final class Cursors {
    private static final int SIGNATURE = 16;

    private final SecretKey key;
    private final JsonMapper json;

    Cursors(Secrets secrets, JsonMapper json) {
        this.key = secrets.derive("list cursors", "HmacSHA256");
        this.json = json;
    }

    String write(String scope, Cursor cursor) {
        byte[] content = json.writeValueAsBytes(cursor.key());
        byte[] signed = ByteBuffer.allocate(SIGNATURE + content.length)
                .put(signature(scope, content))
                .put(content)
                .array();
        return text(signed);
    }

    /** Empty when it was not made by us for this scope. */
    Optional<Cursor> read(String scope, String text) {
        try {
            byte[] signed = Base64.getUrlDecoder().decode(text);
            // The decoder overlooks padding and the spare bits of the last character.
            if (signed.length <= SIGNATURE || !text(signed).equals(text)) {
                return Optional.empty();
            }
            byte[] content = Arrays.copyOfRange(signed, SIGNATURE, signed.length);
            byte[] signature = Arrays.copyOf(signed, SIGNATURE);
            return MessageDigest.isEqual(signature, signature(scope, content))
                    ? Optional.of(new Cursor(Arrays.asList(json.readValue(content, String[].class))))
                    : Optional.empty();
        } catch (IllegalArgumentException | JacksonException notOurs) {
            return Optional.empty();
        }
    }

    private static String text(byte[] signed) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
    }

    private byte[] signature(String scope, byte[] content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(scope.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return Arrays.copyOf(mac.doFinal(content), SIGNATURE);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
