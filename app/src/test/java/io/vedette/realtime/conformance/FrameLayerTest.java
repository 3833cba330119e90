package io.vedette.realtime.conformance;

import static io.vedette.testing.sockets.Frame.bytes;
import static io.vedette.testing.sockets.Frame.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.sockets.Frame;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages over a websocket, whole and in fragments, as RFC 6455 has them. */
class FrameLayerTest extends FrameCases {
    private static final int MOST = 1_000_000;

    private static Frame latin(String bytes) {
        return Frame.of(Frame.TEXT, bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Frame more(String text) {
        return Frame.more(text.getBytes(StandardCharsets.UTF_8));
    }

    @Nested
    class A_message_in_fragments {
        @Test
        void is_one_message() {
            send(text("4one").unfinished(), more(" two").unfinished(), more(" three"));
            assertThat(next().text()).isEqualTo("4one two three");
        }

        @Test
        void may_have_empty_ones() {
            send(text("").unfinished(), more("").unfinished(), more("4x").unfinished(), more(""));
            assertThat(next().text()).isEqualTo("4x");
        }

        @Test
        void of_bytes_is_one_too() {
            send(Frame.binary(1, 2).unfinished(), Frame.more(bytes(3)).unfinished(), Frame.more(bytes(4)));
            Frame back = next();
            assertThat(back.opcode()).isEqualTo(Frame.BINARY);
            assertThat(back.payload()).containsExactly(1, 2, 3, 4);
        }

        @Test
        void may_have_very_many() {
            send(text("4").unfinished());
            IntStream.range(0, 2_000).forEach(_ -> send(more("x").unfinished()));
            send(more("!"));
            assertThat(next().text()).isEqualTo("4" + "x".repeat(2_000) + "!");
        }

        @Test
        void may_be_followed_by_others_and_by_whole_ones() {
            for (int round = 0; round < 3; round++) {
                send(text("4a").unfinished(), more("b"), text("4c"));
                assertThat(next().text()).isEqualTo("4ab");
                assertThat(next().text()).isEqualTo("4c");
            }
        }

        @Test
        void may_have_control_frames_between_them() {
            send(text("4one").unfinished(), Frame.ping("now"), Frame.of(Frame.PONG, bytes(1)), more(" two"));
            Frame pong = next();
            assertThat(pong.opcode()).isEqualTo(Frame.PONG);
            assertThat(pong.text()).isEqualTo("now");
            assertThat(next().text()).isEqualTo("4one two");
        }

        @Test
        void may_be_broken_off_by_a_close() {
            send(text("4one").unfinished(), Frame.close(NORMAL, ""));
            isClosedWith(NORMAL);
        }

        @Test
        void must_have_a_beginning() {
            send(more("4x"));
            isClosedWith(PROTOCOL_ERROR);
        }

        @Test
        void must_have_an_end_before_the_next_begins() {
            send(text("4one").unfinished(), text("4two"));
            isClosedWith(PROTOCOL_ERROR);
        }
    }

    @Nested
    class Text {
        static List<String> notUtf8() {
            return List.of(
                    "\u00ff", // no such byte
                    "\u0080", // goes on with nothing
                    "\u00c3", // breaks off
                    "\u00c0\u00af", // longer than it need be
                    "\u00ed\u00a0\u0080", // half a surrogate pair
                    "\u00f4\u0090\u0080\u0080", // beyond the last character
                    "\u00f0\u0090\u0080");
        }

        @Test
        void may_hold_any_character() {
            String all = "4\u0000é߿ࠀ\ufffd\uffff\ud800\udc00\udbff\udfff";
            send(text(all));
            assertThat(next().text()).isEqualTo(all);
        }

        @ParameterizedTest
        @MethodSource("notUtf8")
        void that_is_not_utf8_closes(String bytes) {
            send(latin("4x" + bytes));
            isClosedWith(NOT_TEXT);
        }

        @ParameterizedTest
        @MethodSource("notUtf8")
        void that_is_not_utf8_closes_wherever_it_is_split(String bytes) {
            Frame whole = latin("4x" + bytes + "y");
            for (int at = 0; at <= whole.payload().length; at++) {
                open();
                send(
                        part(whole, 0, at).unfinished(),
                        Frame.more(part(whole, at, whole.payload().length).payload()));
                isClosedWith(NOT_TEXT);
                close();
            }
        }

        @Test
        void may_be_split_within_a_character() {
            Frame whole = text("4€\ud83d\ude00");
            for (int at = 0; at <= whole.payload().length; at++) {
                send(
                        part(whole, 0, at).unfinished(),
                        Frame.more(part(whole, at, whole.payload().length).payload()));
                assertThat(next().text()).isEqualTo("4€\ud83d\ude00");
            }
        }

        private Frame part(Frame whole, int from, int to) {
            return Frame.of(whole.opcode(), Arrays.copyOfRange(whole.payload(), from, to));
        }
    }

    @Nested
    class A_frame_that_breaks_the_rules {
        static Stream<Frame> rulebreakers() {
            return Stream.of(
                            IntStream.rangeClosed(1, 7)
                                    .mapToObj(bits -> text("4x").reserved(bits)),
                            IntStream.of(3, 4, 5, 6, 7, 11, 12, 13, 14, 15)
                                    .mapToObj(opcode -> Frame.of(opcode, bytes('4', 'x'))),
                            Stream.of(
                                    text("4x").unmasked(),
                                    Frame.binary(1).unmasked(),
                                    Frame.ping("").unmasked(),
                                    Frame.ping("").unfinished(),
                                    Frame.close(NORMAL, "").unfinished(),
                                    Frame.ping("x".repeat(126)),
                                    Frame.of(Frame.PONG, new byte[126]),
                                    Frame.close(NORMAL, "x".repeat(124))))
                    .flatMap(frames -> frames);
        }

        @ParameterizedTest
        @MethodSource("rulebreakers")
        void closes(Frame frame) {
            send(frame, text("4after"));
            isClosedWith(PROTOCOL_ERROR);
        }

        @Test
        void by_saying_its_length_in_a_longer_form_closes() {
            socket.sendAsIs(bytes(0x81, 0x80 | 126, 0, 1, 0, 0, 0, 0, '4'));
            isClosedWith(PROTOCOL_ERROR);
        }

        @Test
        void by_a_length_below_nothing_closes() {
            socket.sendAsIs(bytes(0x81, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0));
            isClosedWith(PROTOCOL_ERROR);
        }
    }

    @Nested
    class What_is_too_much {
        @Test
        void is_anything_above_the_most() {
            send(text("4" + "x".repeat(MOST - 1)));
            assertThat(next().payload()).hasSize(MOST);
            socket.sendAsIs(text("4").claiming(MOST + 1));
            isClosedWith(TOO_BIG);
        }

        @ParameterizedTest
        @ValueSource(longs = {1L << 31, 1L << 32, Long.MAX_VALUE})
        void is_not_waited_for(long claimed) {
            socket.sendAsIs(Frame.binary(1).claiming(claimed));
            isClosedWith(TOO_BIG);
        }

        @Test
        void is_the_same_in_fragments() {
            send(text("4" + "x".repeat(MOST / 2)).unfinished(), more("x".repeat(MOST / 2)), text("4after"));
            isClosedWith(TOO_BIG);
        }

        @Test
        void is_the_same_in_fragments_without_an_end() {
            send(text("4").unfinished());
            IntStream.range(0, 11).forEach(_ -> send(more("x".repeat(MOST / 10)).unfinished()));
            isClosedWith(TOO_BIG);
        }
    }
}
