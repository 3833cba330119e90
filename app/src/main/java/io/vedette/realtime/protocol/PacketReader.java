package io.vedette.realtime.protocol;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeType;
import tools.jackson.databind.node.MissingNode;

/** Reads packets, as strictly as the reference server does. */
final class PacketReader {
    static final int MOST_ATTACHMENTS = 16;

    private static final String TYPES = "0123456";
    private static final int LONGEST_NUMBER = 15;
    private static final int LONGEST_NAMESPACE = 200;

    private final JsonMapper json;

    PacketReader(JsonMapper json) {
        this.json = json;
    }

    /** A packet whose attachments are still to come, if it has any. */
    record Head(
            Kind kind,
            int attachments,
            String namespace,
            @Nullable Long id,
            JsonNode payload) {}

    /** The first digit of a packet. */
    enum Kind {
        CONNECT,
        DISCONNECT,
        EVENT,
        ANSWER,
        CONNECT_ERROR,
        BINARY_EVENT,
        BINARY_ANSWER;

        boolean isBinary() {
            return this == BINARY_EVENT || this == BINARY_ANSWER;
        }
    }

    Head head(String text) {
        Scanner scanner = new Scanner(text);
        Kind kind = Kind.values()[indexOf(scanner.next())];
        int attachments = kind.isBinary() ? attachments(scanner) : 0;
        String namespace = scanner.peek() == '/' ? namespace(scanner) : "/";
        String id = scanner.digits();
        if (id.length() > LONGEST_NUMBER) {
            throw new MalformedPacketException("An id is too long");
        }
        return new Head(kind, attachments, namespace, id.isEmpty() ? null : Long.valueOf(id), payload(scanner.rest()));
    }

    /** @param head with its attachments in their places */
    static SocketPacket packet(Head head) {
        return switch (head.kind()) {
            case CONNECT -> new SocketPacket.Connect(head.namespace(), checked(isAuth(head.payload()), head.payload()));
            case DISCONNECT ->
                new SocketPacket.Disconnect(checked(head.payload().isMissingNode(), head.namespace()));
            case EVENT, BINARY_EVENT -> event(head);
            case ANSWER, BINARY_ANSWER -> answer(head);
            case CONNECT_ERROR -> throw new MalformedPacketException("Only a server refuses");
        };
    }

    private static SocketPacket event(Head head) {
        List<JsonNode> parts = parts(head.payload());
        JsonNode name = parts.isEmpty() ? MissingNode.getInstance() : parts.getFirst();
        boolean named = name.isNumber() || (name.isString() && !ReservedNames.include(name.stringValue()));
        return new SocketPacket.Event(
                head.namespace(),
                head.id(),
                checked(named, name).asString(),
                List.copyOf(parts.subList(1, parts.size())));
    }

    private static SocketPacket answer(Head head) {
        Long id = head.id();
        if (id == null) {
            throw new MalformedPacketException("An answer needs the id of what it answers");
        }
        return new SocketPacket.Answer(head.namespace(), id, parts(head.payload()));
    }

    private static boolean isAuth(JsonNode payload) {
        return payload.isMissingNode() || payload.isObject();
    }

    private static List<JsonNode> parts(JsonNode payload) {
        if (payload.getNodeType() != JsonNodeType.ARRAY) {
            throw new MalformedPacketException("A payload must be an array");
        }
        return new ArrayList<>(payload.values());
    }

    private static int indexOf(char kind) {
        return checked(TYPES.indexOf(kind) >= 0, TYPES.indexOf(kind));
    }

    private static int attachments(Scanner scanner) {
        String count = scanner.digits();
        boolean wellFormed = !count.isEmpty() && count.length() <= LONGEST_NUMBER && scanner.next() == '-';
        long attachments = checked(wellFormed, wellFormed ? Long.parseLong(count) : 0);
        return (int) checked(attachments <= MOST_ATTACHMENTS, attachments).longValue();
    }

    private static String namespace(Scanner scanner) {
        String namespace = scanner.until(',');
        return checked(namespace.length() <= LONGEST_NAMESPACE, namespace);
    }

    private JsonNode payload(String text) {
        try {
            return text.isEmpty() ? MissingNode.getInstance() : json.readTree(text);
        } catch (JacksonException notJson) {
            throw new MalformedPacketException("A payload must be JSON");
        }
    }

    private static <T> T checked(boolean right, T value) {
        if (!right) {
            throw new MalformedPacketException("Not a packet");
        }
        return value;
    }

    /** Walks through a text; beyond its end there are only zeros. */
    private static final class Scanner {
        private final String text;
        private int at;

        Scanner(String text) {
            this.text = text;
        }

        char peek() {
            return at < text.length() ? text.charAt(at) : 0;
        }

        char next() {
            char next = peek();
            at++;
            return next;
        }

        String digits() {
            int start = at;
            while (peek() >= '0' && peek() <= '9') {
                at++;
            }
            return text.substring(start, at);
        }

        /** Up to the character, which is skipped. */
        String until(char end) {
            int start = at;
            int found = text.indexOf(end, start);
            at = found < 0 ? text.length() : found + 1;
            return text.substring(start, found < 0 ? text.length() : found);
        }

        String rest() {
            return at < text.length() ? text.substring(at) : "";
        }
    }
}
