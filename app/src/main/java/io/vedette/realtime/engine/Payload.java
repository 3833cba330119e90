package io.vedette.realtime.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The body of a polling request or answer: packets with a separator between them, binary ones in Base64 behind a {@code b}. */
final class Payload {
    private static final char SEPARATOR = 0x1e;
    private static final int MOST_PACKETS = 1_000;

    /** Some clients put lines around it, among them the official one for Java. */
    private static final Base64.Decoder BASE64 = Base64.getMimeDecoder();

    private Payload() {}

    /** One packet of a body, as a websocket would bring it. */
    sealed interface Part {
        record Text(String packet) implements Part {}

        @SuppressWarnings("ArrayRecordComponent") // nobody compares them
        record Binary(byte[] message) implements Part {}
    }

    static ByteBuf write(ByteBufAllocator buffers, List<Outbound> packets) {
        ByteBuf body = buffers.buffer(packets.stream().mapToInt(Outbound::bytes).sum());
        for (Outbound packet : packets) {
            for (Outbound.Frame frame : packet.frames()) {
                if (body.isReadable()) {
                    body.writeByte(SEPARATOR);
                }
                write(body, frame);
            }
        }
        return body;
    }

    private static void write(ByteBuf body, Outbound.Frame frame) {
        ByteBuffer payload = frame.payload();
        if (frame.binary()) {
            body.writeByte('b').writeBytes(Base64.getEncoder().encode(payload));
        } else {
            body.writeBytes(Unpooled.wrappedBuffer(payload));
        }
    }

    /** @throws IllegalArgumentException when it isn't one */
    static List<Part> read(String body) {
        List<Part> parts = new ArrayList<>();
        int start = 0;
        while (start <= body.length()) {
            int end = body.indexOf(SEPARATOR, start);
            parts.add(part(body.substring(start, end < 0 ? body.length() : end)));
            if (parts.size() > MOST_PACKETS) {
                throw new IllegalArgumentException("Too many packets in one body");
            }
            if (end < 0) {
                break;
            }
            start = end + 1;
        }
        return parts;
    }

    private static Part part(String packet) {
        return packet.startsWith("b") ? new Part.Binary(BASE64.decode(packet.substring(1))) : new Part.Text(packet);
    }
}
