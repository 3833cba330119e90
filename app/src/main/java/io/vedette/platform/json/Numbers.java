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
}
