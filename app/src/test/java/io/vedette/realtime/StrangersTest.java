package io.vedette.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.ServerTest;
import io.vedette.testing.TestServer;
import io.vedette.testing.faults.Frames;
import io.vedette.testing.faults.RawCalls;
import io.vedette.testing.sockets.Talker;
import io.vedette.testing.sockets.Talker.By;
import io.vedette.testing.sockets.WebSocketClient;
import java.net.URI;
import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Who has not proven who it is may not make the server hold much. */
@ServerTest
class StrangersTest {
    private static final URI SERVER = TestServer.running().url();
    private static final int MUCH = 70_000;
    private static final String NOBODY = "0196c0de-0000-4000-8000-000000000000";

    private static String line(String sid) {
        return "POST /socket.io/?EIO=4&transport=polling&sid=%s HTTP/1.1\r\n".formatted(sid);
    }

    private static int promising(String sid, String more) {
        try (RawCalls calls = new RawCalls(SERVER)) {
            return calls.sendAsIs(line(sid) + more + "Host: localhost\r\nContent-Length: %d\r\n\r\n".formatted(MUCH))
                    .status();
        }
    }

    private static int inChunks(String sid) {
        try (RawCalls calls = new RawCalls(SERVER)) {
            return calls.sendInChunks(line(sid), 10, new byte[MUCH / 10]).status();
        }
    }

    @Nested
    class By_polling {
        @Test
        void is_refused_before_it_sends_much() {
            try (Talker stranger = Talker.arriving(By.POLLING, SERVER)) {
                String sid = stranger.engine().handshake().path("sid").asString();
                assertThat(promising(sid, "")).isEqualTo(413);
                assertThat(promising(sid, "Expect: 100-continue\r\n")).isEqualTo(413);
                assertThat(inChunks(sid)).isEqualTo(413);
            }
        }

        @Test
        void is_refused_so_for_a_session_that_is_not_there() {
            assertThat(promising(NOBODY, "")).isEqualTo(413);
            assertThat(promising("%zz", "")).isEqualTo(413);
            assertThat(inChunks(NOBODY)).isEqualTo(413);
        }

        @Test
        void may_send_much_once_it_is_known() {
            try (Talker known = Talker.connected(By.POLLING, SERVER)) {
                known.tell("42[\"nobody-asked\",\"%s\"]".formatted("x".repeat(MUCH)));
                assertThat(known.ask("echo", "{\"number\":1}").path("ok").booleanValue())
                        .isTrue();
            }
        }
    }

    @Nested
    class By_websocket {
        @Test
        void is_closed_when_it_sends_much_though_it_makes_no_message_of_it() {
            try (Talker stranger = Talker.arriving(By.WEBSOCKET, SERVER)) {
                byte[] message = Frames.masked(Frames.BINARY, new byte[500_000]);
                ((WebSocketClient) stranger.engine()).socket().sendAsIs(Arrays.copyOf(message, MUCH));
                stranger.engine().awaitEnd();
            }
        }

        @Test
        void may_send_much_once_it_is_known() {
            try (Talker known = Talker.connected(By.WEBSOCKET, SERVER)) {
                known.tell("42[\"nobody-asked\",\"%s\"]".formatted("x".repeat(MUCH)));
                assertThat(known.ask("echo", "{\"number\":1}").path("ok").booleanValue())
                        .isTrue();
            }
        }
    }
}
