package io.vedette.testing.sockets;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A frame of RFC 6455, as a client may send it, or as it must not.
 *
 * @param reserved the three bits beside the one that says that it is the last
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
public record Frame(boolean last, int reserved, int opcode, boolean masked, byte[] payload) {
    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;

    private static final byte[] MASK = {0x12, 0x34, 0x56, 0x78};
    private static final int LARGEST_SMALL = 125;
    private static final int LARGEST_MIDDLE = 0xFFFF;

    public static Frame of(int opcode, byte[] payload) {
        return new Frame(true, 0, opcode, true, payload);
    }

    public static Frame text(String text) {
        return of(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    public static Frame binary(int... bytes) {
        return of(BINARY, bytes(bytes));
    }

    public static Frame ping(String payload) {
        return of(PING, payload.getBytes(StandardCharsets.UTF_8));
    }

    public static Frame more(byte[] payload) {
        return of(CONTINUATION, payload);
    }

    public static Frame close(int code, String reason) {
        byte[] words = reason.getBytes(StandardCharsets.UTF_8);
        return of(
                CLOSE,
                ByteBuffer.allocate(2 + words.length)
                        .putShort((short) code)
                        .put(words)
                        .array());
    }

    public static byte[] bytes(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length);
        for (int value : values) {
            bytes.put((byte) value);
        }
        return bytes.array();
    }

    public Frame unfinished() {
        return new Frame(false, reserved, opcode, masked, payload);
    }

    public Frame reserved(int bits) {
        return new Frame(last, bits, opcode, masked, payload);
    }

    public Frame unmasked() {
        return new Frame(last, reserved, opcode, false, payload);
    }

    public String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }

    /** Of a close frame; 1005 is what there is instead of none. */
    public int code() {
        return payload.length < 2 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xFFFF;
    }

    /** As it goes over the wire, saying of itself that it is so long. */
    public byte[] bytes() {
        return claiming(payload.length);
    }

    /** Its head may claim another length than its payload has. */
    public byte[] claiming(long claimed) {
        ByteBuffer frame = ByteBuffer.allocate(14 + payload.length);
        frame.put((byte) ((last ? 0x80 : 0) | reserved << 4 | opcode));
        int mask = masked ? 0x80 : 0;
        if (claimed <= LARGEST_SMALL) {
            frame.put((byte) (mask | claimed));
        } else if (claimed <= LARGEST_MIDDLE) {
            frame.put((byte) (mask | 126)).putShort((short) claimed);
        } else {
            frame.put((byte) (mask | 127)).putLong(claimed);
        }
        if (masked) {
            frame.put(MASK);
        }
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (masked ? payload[i] ^ MASK[i % MASK.length] : payload[i]));
        }
        byte[] whole = new byte[frame.position()];
        frame.flip().get(whole);
        return whole;
    }

    public static Frame read(DataInputStream in) throws IOException {
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        long length = switch (second & 0x7F) {
            case 126 -> in.readUnsignedShort();
            case 127 -> in.readLong();
            default -> second & 0x7F;
        };
        byte[] payload = in.readNBytes(Math.toIntExact(length));
        return new Frame((first & 0x80) != 0, first >> 4 & 7, first & 15, (second & 0x80) != 0, payload);
    }
}
