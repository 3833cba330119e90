package io.vedette.platform.json;

import tools.jackson.databind.JsonNode;

/** Which numbers may enter: JSON can write 1e400, but nothing here can hold it or write it again. */
public final class Numbers {
    private Numbers() {}

    /** The same for every number inside a JSON value. */
    public static boolean areFinite(JsonNode node) {
        return switch (node.getNodeType()) {
            case NUMBER -> !node.isFloatingPointNumber() || Double.isFinite(node.doubleValue());
            case ARRAY, OBJECT -> node.valueStream().allMatch(Numbers::areFinite);
            default -> true;
        };
    }

    /** How much longer a JSON value gets where PostgreSQL has kept it, which writes each number without an exponent. */
    public static int expansion(JsonNode node) {
        return switch (node.getNodeType()) {
            case NUMBER -> node.isFloatingPointNumber() ? expansionOf(node) : 0;
            case ARRAY, OBJECT ->
                node.valueStream().mapToInt(Numbers::expansion).sum();
            default -> 0;
        };
    }

    private static int expansionOf(JsonNode number) {
        int inFull = number.decimalValue().toPlainString().length();
        return Math.max(0, inFull - number.asString().length());
    }
}
