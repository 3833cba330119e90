package io.vedette.bench.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramesTest {
    private static final int BEFORE = 3;

    private final Frames frame = new Frames();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536})
    void a_frame_is_read_once_its_last_byte_is_there(int size) throws IOException {
        byte[] bytes = sent(Frames.TEXT, size);
        for (int to = BEFORE; to < bytes.length; to++) {
            assertThat(frame.read(bytes, BEFORE, to)).isFalse();
        }
        assertThat(frame.read(bytes, BEFORE, bytes.length)).isTrue();
        assertThat(frame.opcode()).isEqualTo(Frames.TEXT);
        assertThat(frame.end()).isEqualTo(bytes.length);
        assertThat(frame.end() - frame.start()).isEqualTo(size);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536})
    void what_is_sent_is_the_payload_under_a_mask(int size) {
        byte[] payload = new byte[size];
        new Random(size).nextBytes(payload);

        byte[] masked = Frames.masked(Frames.PONG, payload);

        int header = masked.length - size;
        assertThat(header).isEqualTo(size < 126 ? 6 : size < 65_536 ? 8 : 14);
        assertThat(masked[0]).isEqualTo((byte) (0x80 | Frames.PONG));
        assertThat(masked[1]).isNegative();
        for (int i = 0; i < size; i++) {
            masked[header + i] ^= masked[header - 4 + i % 4];
        }
        assertThat(Arrays.copyOfRange(masked, header, masked.length)).isEqualTo(payload);
    }

    @Test
    void a_fragment_is_not_mistaken_for_a_frame() {
        assertThatThrownBy(() -> frame.read(new byte[] {Frames.TEXT, 0}, 0, 2)).isInstanceOf(IOException.class);
    }

    private static byte[] sent(int opcode, int size) {
        int header = size < 126 ? 2 : size < 65_536 ? 4 : 10;
        byte[] all = new byte[BEFORE + header + size];
        var bytes = ByteBuffer.wrap(all).position(BEFORE);
        bytes.put((byte) (0x80 | opcode));
        switch (header) {
            case 2 -> bytes.put((byte) size);
            case 4 -> bytes.put((byte) 126).putShort((short) size);
            default -> bytes.put((byte) 127).putLong(size);
        }
        return all;
    }
}
