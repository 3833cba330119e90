package io.vedette.webhooks.delivery;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a webhook's messages are signed with: the newest key, and beside it for a day those that it has replaced. */
public record Keyring(List<Key> keys) {
    static final int MOST = 5;

    private static final Duration OVERLAP = Duration.ofHours(24);
    private static final int KEY_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * A key in Base64.
     *
     * @param until when it signs no more; null for the newest
     */
    record Key(String value, @Nullable Instant until) {
        static Key fresh() {
            byte[] bytes = new byte[KEY_BYTES];
            RANDOM.nextBytes(bytes);
            return new Key(Base64.getEncoder().encodeToString(bytes), null);
        }

        boolean signs(Instant now) {
            return until == null || until.isAfter(now);
        }

        byte[] bytes() {
            return Base64.getDecoder().decode(value);
        }

        @Override
        public String toString() {
            return "Key[hidden]";
        }
    }

    public Keyring {
        keys = List.copyOf(keys);
    }

    public static Keyring fresh() {
        return new Keyring(List.of(Key.fresh()));
    }

    /** With a new key; whoever makes one after the other loses the oldest sooner. */
    public Keyring rotated(Instant now) {
        List<Key> next = new ArrayList<>();
        next.add(Key.fresh());
        keys.stream()
                .filter(key -> key.signs(now))
                .map(key -> key.until() == null ? new Key(key.value(), now.plus(OVERLAP)) : key)
                .limit(MOST - 1)
                .forEach(next::add);
        return new Keyring(next);
    }

    /** The newest, as people get it. */
    public String secret() {
        return "whsec_" + keys.getFirst().value();
    }

    List<byte[]> signing(Instant now) {
        return keys.stream().filter(key -> key.signs(now)).map(Key::bytes).toList();
    }
}
