package io.vedette.platform.json;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A digest of what JSON says, whatever the order of its fields, its white space or the way its numbers are written. */
public final class Fingerprint {
    private final MessageDigest digest;

    private Fingerprint(MessageDigest digest) {
        this.digest = digest;
    }

    public static byte[] of(JsonNode node) {
        try {
            Fingerprint fingerprint = new Fingerprint(MessageDigest.getInstance("SHA-256"));
            fingerprint.add(node);
            return fingerprint.digest.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Every part is written with its kind and length, so that no two different values read alike. */
    private void add(JsonNode node) {
        switch (node.getNodeType()) {
            case OBJECT -> {
                write('{', Integer.toString(node.size()));
                node.propertyStream().sorted(Map.Entry.comparingByKey()).forEach(entry -> {
                    write('k', entry.getKey());
                    add(entry.getValue());
                });
            }
            case ARRAY -> {
                write('[', Integer.toString(node.size()));
                node.forEach(this::add);
            }
            case NUMBER -> write('n', Numbers.areFinite(node) ? plain(node.decimalValue()) : node.asString());
            case STRING -> write('s', node.stringValue());
            default -> write('v', node.asString());
        }
    }

    /** The scale may be huge in what a stranger sends, so the number is never written out in full. */
    private static String plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.unscaledValue() + "e" + -stripped.scale();
    }

    private void write(char kind, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((kind + Integer.toString(bytes.length) + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }
}
