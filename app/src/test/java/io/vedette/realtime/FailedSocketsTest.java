package io.vedette.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vedette.realtime.engine.Engine;
import io.vedette.testing.ServerTest;
import io.vedette.testing.TestServer;
import io.vedette.testing.sockets.Frame;
import io.vedette.testing.sockets.Talker;
import io.vedette.testing.sockets.Talker.By;
import io.vedette.testing.sockets.WebSocketClient;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** After a frame that fails a websocket, nothing of it counts any more. */
@ServerTest
class FailedSocketsTest {
    private static final URI SERVER = TestServer.running().url();
    private static final byte[] HALF_A_MILLION = new byte[500_001];

    static Stream<Frame> failing() {
        return Stream.of(
                Frame.of(Frame.TEXT, Frame.bytes('4', 0xff)),
                Frame.text("4x").reserved(4),
                Frame.of(5, Frame.bytes('4')),
                Frame.text("4x").unmasked(),
                Frame.text("nothing that is known"),
                Frame.text("1"),
                Frame.close(1000, ""));
    }

    private final String room = "failed-" + UUID.randomUUID();

    private Frame say(String text) {
        return Frame.text("42[\"room:say\",{\"room\":\"%s\",\"text\":\"%s\"}]".formatted(room, text));
    }

    private void saysNothingMore(Frame... failing) {
        try (Talker member = Talker.connected(By.WEBSOCKET, SERVER);
                Talker talker = Talker.connected(By.WEBSOCKET, SERVER)) {
            member.join(room);
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (Frame frame : failing) {
                all.writeBytes(frame.bytes());
            }
            all.writeBytes(say("too late").bytes());
            ((WebSocketClient) talker.engine()).socket().sendAsIs(all.toByteArray());
            talker.engine().awaitEnd();
            member.tell(say("in time").text());
            assertThat(member.hears()).isEqualTo("in time");
        }
    }

    @ParameterizedTest
    @MethodSource("failing")
    void what_comes_with_it_is_not_served(Frame failing) {
        saysNothingMore(failing);
    }

    @Test
    void what_comes_with_too_large_fragments_is_not_served() {
        saysNothingMore(Frame.of(Frame.BINARY, HALF_A_MILLION).unfinished(), Frame.more(HALF_A_MILLION));
    }

    @Test
    void it_is_the_clients_affair_and_fills_no_log() {
        Logger engine = (Logger) LoggerFactory.getLogger(Engine.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        engine.addAppender(log);
        failing().forEach(this::saysNothingMore);
        engine.detachAppender(log);
        assertThat(log.list)
                .filteredOn(line -> line.getLevel().isGreaterOrEqual(Level.INFO))
                .isEmpty();
    }
}
