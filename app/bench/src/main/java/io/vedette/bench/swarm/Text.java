package io.vedette.bench.swarm;

import java.nio.charset.StandardCharsets;

/** The text of one packet. It is valid until the listener returns, as the next packet is read into the same bytes. */
public final class Text {
    private byte[] bytes = {};
    private int from;
    private int to;

    void show(byte[] source, int start, int end) {
        bytes = source;
        from = start;
        to = end;
    }

    public int length() {
        return to - from;
    }

    /** The byte at a place, 0 behind the end. */
    public byte at(int index) {
        return index < length() ? bytes[from + index] : 0;
    }

    public boolean contains(byte[] mark) {
        return endOf(mark) >= 0;
    }

    /** The digits right behind the first occurrence of a mark, as a number; -1 if there are none. */
    public long numberAfter(byte[] mark) {
        int end = endOf(mark);
        return end < 0 ? -1 : numberAt(end);
    }

    /** The digits at a place, as a number; -1 if there are none. */
    public long numberAt(int index) {
        long number = -1;
        for (int i = index; at(i) >= '0' && at(i) <= '9'; i++) {
            number = Math.max(number, 0) * 10 + (at(i) - '0');
        }
        return number;
    }

    /** So many characters right behind the first occurrence of a mark. */
    public String after(byte[] mark, int length) {
        int end = from + endOf(mark);
        return new String(bytes, end, Math.min(length, to - end), StandardCharsets.UTF_8);
    }

    private int endOf(byte[] mark) {
        for (int start = from; start + mark.length <= to; start++) {
            if (matches(mark, start)) {
                return start + mark.length - from;
            }
        }
        return -1;
    }

    private boolean matches(byte[] mark, int start) {
        for (int i = 0; i < mark.length; i++) {
            if (bytes[start + i] != mark[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
