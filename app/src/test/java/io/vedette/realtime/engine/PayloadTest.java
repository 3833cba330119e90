package io.vedette.realtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.vedette.testing.Property;
import io.vedette.testing.faults.HostileInput;
import io.vedette.testing.sockets.Frame;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTest {
    private static final char SEPARATOR = 0x1e;
    private static final List<Integer> LENGTHS = List.of(0, 1, 124, 125, 126, 127, 65_534, 65_535, 65_536, 100_000);

    private static String text(RandomGenerator chance) {
        int length = chance.nextInt(20) == 0 ? HostileInput.oneOf(LENGTHS, chance) : chance.nextInt(300);
        return chance.ints(length, 0, 0x3000)
                .filter(character -> character != SEPARATOR)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static byte[] bytes(RandomGenerator chance) {
        byte[] bytes = new byte[HostileInput.oneOf(LENGTHS, chance)];
        chance.nextBytes(bytes);
        return bytes;
    }

    private static Outbound packet(RandomGenerator chance) {
        List<byte[]> attachments = IntStream.range(0, chance.nextInt(3))
                .mapToObj(_ -> bytes(chance))
                .toList();
        return Outbound.message(text(chance).getBytes(StandardCharsets.UTF_8), attachments, false);
    }

    private static Stream<Object> sent(Outbound packet) {
        return packet.frames().stream().map(frame -> {
            Frame read = frame(frame.whole());
            return read.opcode() == Frame.BINARY ? ByteBuffer.wrap(read.payload()) : read.text();
        });
    }

    private static Frame frame(byte[] whole) {
        try {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(whole));
            Frame frame = Frame.read(in);
            assertThat(in.available()).isZero();
            assertThat(frame.last()).isTrue();
            assertThat(frame.masked()).isFalse();
            return frame;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object read(Payload.Part part) {
        return switch (part) {
            case Payload.Part.Text(String packet) -> packet;
            case Payload.Part.Binary(byte[] message) -> ByteBuffer.wrap(message);
        };
    }

    @Test
    void holds_what_a_websocket_would_bring() {
        Property.check(1_000, chance -> {
            List<Outbound> packets = IntStream.range(0, chance.nextInt(1, 5))
                    .mapToObj(_ -> packet(chance))
                    .toList();
            ByteBuf body = Payload.write(UnpooledByteBufAllocator.DEFAULT, packets);
            List<Object> read = new ArrayList<>();
            Payload.read(body.toString(StandardCharsets.UTF_8)).forEach(part -> read.add(read(part)));
            body.release();
            assertThat(read)
                    .isEqualTo(packets.stream().flatMap(PayloadTest::sent).toList());
        });
    }

    @Test
    void takes_anything_else_for_malformed() {
        String whole = "4hello" + SEPARATOR + "bAQIDBA==" + SEPARATOR + "3";
        Property.check(100_000, chance -> {
            Throwable thrown = catchThrowable(() -> Payload.read(HostileInput.mutated(whole, chance)));
            assertThat(thrown == null || thrown instanceof IllegalArgumentException)
                    .as(String.valueOf(thrown))
                    .isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"bAQL/", "bAQL/\n", "bAQ\r\nL/\r\n"})
    void may_hold_bytes_in_lines(String body) {
        assertThat(Payload.read(body))
                .map(PayloadTest::read)
                .singleElement()
                .isEqualTo(ByteBuffer.wrap(Frame.bytes(1, 2, 255)));
    }

    @Test
    void holds_a_thousand_packets_and_no_more() {
        assertThat(Payload.read("3" + (SEPARATOR + "3").repeat(999))).hasSize(1_000);
        assertThatIllegalArgumentException().isThrownBy(() -> Payload.read("3" + (SEPARATOR + "3").repeat(1_000)));
    }
}
