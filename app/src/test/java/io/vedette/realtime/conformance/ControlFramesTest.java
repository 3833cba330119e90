package io.vedette.realtime.conformance;

import static io.vedette.testing.sockets.Frame.bytes;
import static io.vedette.testing.sockets.Frame.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.sockets.Frame;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What websockets say to each other between messages, as RFC 6455 has it. */
class ControlFramesTest extends FrameCases {
    @Nested
    class A_ping {
        @ParameterizedTest
        @ValueSource(ints = {0, 1, 125})
        void is_answered_with_what_it_brought(int length) {
            send(Frame.ping("p".repeat(length)));
            Frame pong = next();
            assertThat(pong.opcode()).isEqualTo(Frame.PONG);
            assertThat(pong.text()).isEqualTo("p".repeat(length));
        }

        @Test
        void is_answered_each_time() {
            IntStream.range(0, 10).forEach(number -> send(Frame.ping("" + number)));
            assertThat(IntStream.range(0, 10).mapToObj(_ -> next().text()))
                    .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        }

        @Test
        void answered_without_being_asked_means_nothing() {
            send(Frame.of(Frame.PONG, bytes(1, 2, 3)), text("4x"));
            assertThat(next().text()).isEqualTo("4x");
        }
    }

    @Nested
    class A_close {
        @ParameterizedTest
        @ValueSource(ints = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999})
        void is_returned(int code) {
            send(Frame.close(code, "so"), text("4after"));
            Frame answer = next();
            assertThat(answer.opcode()).isEqualTo(Frame.CLOSE);
            assertThat(answer.code()).isEqualTo(code);
            assertThat(socket.next()).isEmpty();
        }

        @Test
        void without_a_code_is_returned_without_one() {
            send(Frame.of(Frame.CLOSE, bytes()));
            Frame answer = next();
            assertThat(answer.opcode()).isEqualTo(Frame.CLOSE);
            assertThat(answer.payload()).isEmpty();
            assertThat(socket.next()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1016, 1100, 2000, 2999})
        void with_a_code_that_nobody_may_send_is_not_returned(int code) {
            send(Frame.close(code, ""));
            assertThat(socket.closed()).isEmpty();
        }

        @Test
        void with_half_a_code_is_wrong() {
            send(Frame.of(Frame.CLOSE, bytes(3)));
            isClosedWith(PROTOCOL_ERROR);
        }

        @Test
        void with_a_reason_that_is_not_utf8_is_not_returned() {
            send(Frame.of(Frame.CLOSE, bytes(3, 0xe8, 0xff)));
            assertThat(socket.closed()).isEmpty();
        }
    }
}
