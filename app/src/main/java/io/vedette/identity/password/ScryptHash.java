package io.vedette.identity.password;

import io.vedette.platform.secrets.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.SCrypt;

/** A password's hash as Better Auth writes it: {@code salt:key}, both in hex; the salt's text, not its bytes, is what salts. */
record ScryptHash(String salt, String key) {
    /** Fits no password that anybody knows; it is there to take the time that a real one takes. */
    static final ScryptHash OF_NOBODY = new ScryptHash("0".repeat(32), "0".repeat(128));

    private static final Pattern FORM = Pattern.compile("([0-9a-f]{32}):([0-9a-f]{128})");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int COST = 16_384;
    private static final int BLOCK_SIZE = 16;
    private static final int PARALLEL = 1;
    private static final int SALT_BYTES = 16;
    private static final int KEY_BYTES = 64;

    static ScryptHash of(String password) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        String text = HexFormat.of().formatHex(salt);
        return new ScryptHash(text, derive(password, text));
    }

    /** Empty for hashes of another kind. */
    static Optional<ScryptHash> parse(String text) {
        return Optional.of(FORM.matcher(text))
                .filter(Matcher::matches)
                .map(matcher -> new ScryptHash(matcher.group(1), matcher.group(2)));
    }

    boolean matches(String password) {
        return Secrets.same(key, derive(password, salt));
    }

    @Override
    public String toString() {
        return salt + ":" + key;
    }

    private static String derive(String password, String salt) {
        byte[] normalised = Normalizer.normalize(password, Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8);
        byte[] key = SCrypt.generate(
                normalised, salt.getBytes(StandardCharsets.US_ASCII), COST, BLOCK_SIZE, PARALLEL, KEY_BYTES);
        return HexFormat.of().formatHex(key);
    }
}
