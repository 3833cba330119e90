package io.vedette.platform.ops;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Makes ids: version 7 UUIDs, which sort by the time they were made at (RFC 9562, 5.7). */
@Component
public final class Ids {
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 1L << 63;

    private static final String LETTERS_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Clock clock;

    Ids(Clock clock) {
        this.clock = clock;
    }

    public UUID next() {
        long high = clock.millis() << 16 | VERSION_7 | RANDOM.nextInt(1 << 12);
        return new UUID(high, VARIANT | RANDOM.nextLong() >>> 2);
    }

    /** Letters and digits that nobody can guess: tokens, and ids in Better Auth's form. */
    public static String text(int length) {
        return RANDOM.ints(length, 0, LETTERS_AND_DIGITS.length())
                .mapToObj(LETTERS_AND_DIGITS::charAt)
                .map(String::valueOf)
                .collect(Collectors.joining());
    }

    /** Finds log lines again; nothing depends on nobody guessing it. */
    public static String forTheLog() {
        HexFormat hex = HexFormat.of();
        ThreadLocalRandom chance = ThreadLocalRandom.current();
        return hex.toHexDigits(chance.nextLong()) + hex.toHexDigits(chance.nextLong());
    }
}
