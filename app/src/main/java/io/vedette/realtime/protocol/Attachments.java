package io.vedette.realtime.protocol;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BinaryNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.POJONode;

/** Bytes travel beside a packet; in its JSON there are placeholders for them. */
final class Attachments {
    private static final String PLACEHOLDER = "_placeholder";
    private static final String NUMBER = "num";

    private final String text;
    private final int count;
    private final int mostBytes;
    private final List<byte[]> received = new ArrayList<>();
    private final BitSet placed = new BitSet();
    private int bytes;

    /** @param text the packet they belong to; read, it would take many times the room for as long as they don't come */
    Attachments(String text, int count, int mostBytes) {
        this.text = text;
        this.count = count;
        this.mostBytes = mostBytes;
    }

    /** Whether all are there now. */
    boolean add(byte[] attachment) {
        bytes += attachment.length;
        if (bytes > mostBytes) {
            throw new MalformedPacketException("The attachments are too large");
        }
        received.add(attachment);
        return isComplete();
    }

    boolean isComplete() {
        return received.size() == count;
    }

    /** Of the whole packet. */
    int size() {
        return text.length() + bytes;
    }

    SocketPacket packet(PacketReader reader) {
        PacketReader.Head head = reader.head(text);
        return PacketReader.packet(new PacketReader.Head(
                head.kind(), head.attachments(), head.namespace(), head.id(), filled(head.payload())));
    }

    private JsonNode filled(JsonNode node) {
        return switch (node) {
            case ObjectNode object
            when object.path(PLACEHOLDER).asBoolean(false) ->
                JsonNodeFactory.instance.binaryNode(attachment(object.path(NUMBER)));
            case ObjectNode object -> {
                object.properties().forEach(property -> property.setValue(filled(property.getValue())));
                yield object;
            }
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    array.set(i, filled(array.get(i)));
                }
                yield array;
            }
            default -> node;
        };
    }

    /** Each once: placeholders are small, and an answer would hold a copy for every one of them. */
    private byte[] attachment(JsonNode number) {
        if (!number.isInt()
                || number.intValue() < 0
                || number.intValue() >= received.size()
                || placed.get(number.intValue())) {
            throw new MalformedPacketException("There is no such attachment, or no longer");
        }
        placed.set(number.intValue());
        return received.get(number.intValue());
    }

    /** Takes the bytes out of a tree, in the order in which their placeholders are numbered. */
    static JsonNode takenOut(JsonNode node, List<byte[]> into) {
        return switch (node) {
            case BinaryNode binary -> placeholder(binary.binaryValue(), into);
            case POJONode value when value.getPojo() instanceof byte[] bytes -> placeholder(bytes, into);
            case ObjectNode object -> {
                object.properties().forEach(property -> property.setValue(takenOut(property.getValue(), into)));
                yield object;
            }
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    array.set(i, takenOut(array.get(i), into));
                }
                yield array;
            }
            default -> node;
        };
    }

    private static JsonNode placeholder(byte[] bytes, List<byte[]> into) {
        into.add(bytes);
        return JsonNodeFactory.instance.objectNode().put(PLACEHOLDER, true).put(NUMBER, into.size() - 1);
    }
}
