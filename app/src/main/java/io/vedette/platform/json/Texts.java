package io.vedette.platform.json;

import tools.jackson.databind.JsonNode;

/** Which text may enter: what PostgreSQL cannot hold and what terminals would obey stays outside. */
public final class Texts {
    private Texts() {}

    public static boolean areClean(String text) {
        return text.codePoints().noneMatch(Texts::isForbidden);
    }

    /** The same for every text and every name inside a JSON value. */
    public static boolean areClean(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> areClean(node.stringValue());
            case ARRAY -> node.valueStream().allMatch(Texts::areClean);
            case OBJECT ->
                node.propertyStream().allMatch(entry -> areClean(entry.getKey()) && areClean(entry.getValue()));
            default -> true;
        };
    }

    private static boolean isForbidden(int character) {
        boolean halfAPair = Character.getType(character) == Character.SURROGATE;
        return halfAPair || (Character.isISOControl(character) && !isLayout(character));
    }

    private static boolean isLayout(int character) {
        return character == '\t' || character == '\n';
    }
}
