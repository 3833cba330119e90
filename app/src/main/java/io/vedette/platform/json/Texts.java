package io.vedette.platform.json;

import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Which text may enter: what PostgreSQL cannot hold and what terminals would obey stays outside. */
public final class Texts {
    private Texts() {}

    public static boolean areClean(String text) {
        return text.codePoints().noneMatch(Texts::isForbidden);
    }

    /** The same for every text and every name inside a JSON value. */
    public static boolean areClean(JsonNode node) {
        return all(node, Texts::areClean);
    }

    /** Whether every text inside can be written at all. */
    public static boolean areWhole(JsonNode node) {
        return all(node, text -> text.codePoints().noneMatch(Texts::isHalfAPair));
    }

    private static boolean all(JsonNode node, Predicate<String> rule) {
        return switch (node.getNodeType()) {
            case STRING -> rule.test(node.stringValue());
            case ARRAY -> node.valueStream().allMatch(item -> all(item, rule));
            case OBJECT ->
                node.propertyStream().allMatch(entry -> rule.test(entry.getKey()) && all(entry.getValue(), rule));
            default -> true;
        };
    }

    private static boolean isForbidden(int character) {
        return isHalfAPair(character) || (Character.isISOControl(character) && !isLayout(character));
    }

    private static boolean isHalfAPair(int character) {
        return Character.getType(character) == Character.SURROGATE;
    }

    private static boolean isLayout(int character) {
        return character == '\t' || character == '\n';
    }
}
