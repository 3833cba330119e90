package io.vedette.realtime.protocol;

import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Trees of any shape, with bytes in them. */
final class RandomJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final RandomGenerator chance;

    RandomJson(RandomGenerator chance) {
        this.chance = chance;
    }

    JsonNode node(int depth) {
        List<Supplier<JsonNode>> kinds = List.of(
                NODES::nullNode,
                () -> NODES.booleanNode(chance.nextBoolean()),
                () -> NODES.numberNode(chance.nextInt()),
                () -> NODES.stringNode(text()),
                () -> NODES.binaryNode(bytes()),
                () -> array(depth),
                () -> object(depth));
        return kinds.get(chance.nextInt(depth == 0 ? 5 : kinds.size())).get();
    }

    ArrayNode array(int depth) {
        ArrayNode array = NODES.arrayNode();
        IntStream.range(0, chance.nextInt(4)).forEach(_ -> array.add(node(depth - 1)));
        return array;
    }

    private ObjectNode object(int depth) {
        ObjectNode object = NODES.objectNode();
        IntStream.range(0, chance.nextInt(4)).forEach(_ -> object.set(text(), node(depth - 1)));
        return object;
    }

    /** Of any characters but halves of pairs, which cannot be written down. */
    String text() {
        return chance.ints(chance.nextInt(12), 0, 0x11_0000)
                .filter(character -> character < 0xD800 || character > 0xDFFF)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    byte[] bytes() {
        byte[] bytes = new byte[chance.nextInt(20)];
        chance.nextBytes(bytes);
        return bytes;
    }
}
