package io.vedette.testing.faults;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What strangers send: nearly right, badly wrong, or made to hurt whoever reads it. */
public final class HostileInput {
    private static final List<String> VALUES = List.of(
            "1e999999999",
            "-1e-999999999",
            "1e400",
            "123456789012345678901234567890",
            "9".repeat(900),
            "0." + "1".repeat(900),
            "-0.0",
            "1.0",
            "2147483648",
            "-9223372036854775809",
            "NaN",
            "null",
            "true",
            "\"\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\u0000\"",
            "\"\\ud83d\\ude00\"",
            "\"2026-01-31T12:00:00.000Z\"",
            "\"+1000000000-12-31T23:59:59.999999999Z\"",
            "\"0196c0de-0000-7000-8000-000000000000\"",
            "\"1-1-1-1-1\"",
            "\"yellow\"",
            "\"" + "x".repeat(5_000) + "\"",
            "{}",
            "[]",
            "[null,[[]],{\"\":1}]",
            "{\"a\":{\"a\":1e999999999}}",
            "{\"a\":1,\"a\":2}",
            "[".repeat(70) + "]".repeat(70),
            "{\"a\":".repeat(2_000),
            "17");
    private static final List<String> PIECES = List.of(
            "\"",
            "\\",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\u0000",
            "\ud83d\ude00",
            "\\u12",
            "e9999",
            "%00",
            "%zz",
            "..",
            "é");

    private HostileInput() {}

    /** An object with some of these fields, each of any kind, and often no longer an object at all. */
    public static byte[] json(RandomGenerator chance, List<String> fields) {
        String members = IntStream.range(0, chance.nextInt(1, fields.size() + 3))
                .mapToObj(_ -> "\"%s\":%s".formatted(oneOf(fields, chance), oneOf(VALUES, chance)))
                .collect(Collectors.joining(","));
        byte[] whole = ("{" + members + "}").getBytes(StandardCharsets.UTF_8);
        return chance.nextInt(3) == 0 ? mutated(whole, chance) : whole;
    }

    /** The same with a few bytes changed, lost, repeated or put in. */
    public static byte[] mutated(byte[] original, RandomGenerator chance) {
        byte[] bytes = original;
        for (int i = chance.nextInt(1, 4); i > 0; i--) {
            bytes = mutatedOnce(bytes, chance);
        }
        return bytes;
    }

    public static String mutated(String original, RandomGenerator chance) {
        return new String(mutated(original.getBytes(StandardCharsets.ISO_8859_1), chance), StandardCharsets.ISO_8859_1);
    }

    public static <T> T oneOf(List<T> all, RandomGenerator chance) {
        return all.get(chance.nextInt(all.size()));
    }

    private static byte[] mutatedOnce(byte[] bytes, RandomGenerator chance) {
        int at = chance.nextInt(bytes.length + 1);
        int to = chance.nextInt(at, bytes.length + 1);
        return switch (chance.nextInt(5)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, to, bytes.length));
            case 2 -> joined(Arrays.copyOf(bytes, to), Arrays.copyOfRange(bytes, at, bytes.length));
            case 3 ->
                joined(
                        Arrays.copyOf(bytes, at),
                        oneOf(PIECES, chance).getBytes(StandardCharsets.UTF_8),
                        Arrays.copyOfRange(bytes, at, bytes.length));
            default -> flipped(bytes, at, chance);
        };
    }

    private static byte[] flipped(byte[] bytes, int at, RandomGenerator chance) {
        byte[] changed = bytes.clone();
        if (at < changed.length) {
            changed[at] ^= (byte) (1 << chance.nextInt(8));
        }
        return changed;
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
