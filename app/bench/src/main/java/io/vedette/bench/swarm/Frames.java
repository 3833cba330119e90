package io.vedette.bench.swarm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** WebSocket frames (RFC 6455, section 5): makes masked ones, and reads unmasked ones one after the other. */
final class Frames {
    static final int TEXT = 1;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    // Any key is allowed, but some servers skip the work for a key of zeros.
    private static final byte[] KEY = {0x37, (byte) 0xfa, 0x21, 0x3d};

    private int opcode;
    private int start;
    private int end;

    static byte[] text(String payload) {
        return masked(TEXT, payload.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] masked(int opcode, byte[] payload) {
        var frame = ByteBuffer.allocate(14 + payload.length).put((byte) (FINAL | opcode));
        if (payload.length < 126) {
            frame.put((byte) (MASKED | payload.length));
        } else if (payload.length <= 0xffff) {
            frame.put((byte) (MASKED | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (MASKED | 127)).putLong(payload.length);
        }
        frame.put(KEY);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ KEY[i & 3]));
        }
        byte[] bytes = new byte[frame.flip().remaining()];
        frame.get(bytes);
        return bytes;
    }

    /** Whether there is a whole frame at this place; then it is the one that the accessors speak of. */
    boolean read(byte[] bytes, int from, int to) throws IOException {
        if (to - from < 2) {
            return false;
        }
        int first = bytes[from] & 0xff;
        int length = bytes[from + 1] & 0xff;
        if ((first & FINAL) == 0 || length >= MASKED) {
            throw new IOException("A fragment or a masked frame");
        }
        int wide = length == 127 ? 8 : length == 126 ? 2 : 0;
        if (to - from < 2 + wide) {
            return false;
        }
        opcode = first & 0x0f;
        start = from + 2 + wide;
        long size = wide == 0 ? length : number(bytes, from + 2, wide);
        if (size > to - start) {
            return false;
        }
        end = start + (int) size;
        return true;
    }

    private static long number(byte[] bytes, int from, int width) {
        long number = 0;
        for (int i = from; i < from + width; i++) {
            number = (number << 8) | (bytes[i] & 0xff);
        }
        return number;
    }

    int opcode() {
        return opcode;
    }

    int start() {
        return start;
    }

    /** Behind the payload: where the next frame begins. */
    int end() {
        return end;
    }
}
