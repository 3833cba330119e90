package io.vedette.testing.faults;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** WebSocket frames by hand: masked ones out, plain ones in. */
public final class Frames {
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;

    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int KEY = 4;

    private Frames() {}

    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    record Frame(int opcode, byte[] payload) {}

    public static byte[] text(String packet) {
        return masked(TEXT, packet.getBytes(StandardCharsets.UTF_8));
    }

    /** A key of zeros is a key as good as any, and leaves the payload as it is. */
    public static byte[] masked(int opcode, byte[] payload) {
        byte[] head = promising(opcode, payload.length);
        byte[] frame = Arrays.copyOf(head, head.length + payload.length);
        System.arraycopy(payload, 0, frame, head.length, payload.length);
        return frame;
    }

    /** The beginning of a frame, with the length that it says it has. */
    public static byte[] promising(int opcode, int length) {
        int wide = length < 126 ? 0 : length <= 0xffff ? 2 : 8;
        byte[] head = new byte[2 + wide + KEY];
        ByteBuffer into = ByteBuffer.wrap(head).put((byte) (FINAL | opcode));
        switch (wide) {
            case 0 -> into.put((byte) (MASKED | length));
            case 2 -> into.put((byte) (MASKED | 126)).putShort((short) length);
            default -> into.put((byte) (MASKED | 127)).putLong(length);
        }
        return head;
    }

    static boolean isWhole(ByteBuf bytes) {
        int readable = bytes.readableBytes();
        int from = bytes.readerIndex();
        if (readable < 2) {
            return false;
        }
        int length = bytes.getByte(from + 1) & 0x7f;
        int wide = wide(length);
        if (readable < 2 + wide) {
            return false;
        }
        return readable - 2 - wide >= length(bytes, from + 2, length);
    }

    static Frame read(ByteBuf bytes) {
        int opcode = bytes.readByte() & 0x0f;
        int length = bytes.readByte() & 0x7f;
        long size = length(bytes, bytes.readerIndex(), length);
        bytes.skipBytes(wide(length));
        byte[] payload = new byte[(int) size];
        bytes.readBytes(payload);
        return new Frame(opcode, payload);
    }

    static int status(Frame close) {
        return close.payload().length < 2 ? 0 : ByteBuffer.wrap(close.payload()).getShort();
    }

    private static int wide(int length) {
        return length == 127 ? 8 : length == 126 ? 2 : 0;
    }

    private static long length(ByteBuf bytes, int from, int length) {
        return switch (length) {
            case 126 -> bytes.getUnsignedShort(from);
            case 127 -> bytes.getLong(from);
            default -> length;
        };
    }
}
