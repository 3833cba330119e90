package io.vedette.realtime.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.sockets.Frame;
import io.vedette.testing.sockets.RawWebSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** A client that sends frames, and what becomes of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FrameCases {
    private final RunningEngine engine = RunningEngine.thatRarelyPings();
    static final int NORMAL = 1000;
    static final int PROTOCOL_ERROR = 1002;
    static final int NOT_TEXT = 1007;
    static final int TOO_BIG = 1009;

    RawWebSocket socket;

    @BeforeEach
    void open() {
        socket = engine.webSocket().socket();
    }

    @AfterEach
    void close() {
        socket.close();
    }

    @AfterAll
    void stop() {
        engine.close();
    }

    final void send(Frame... frames) {
        for (Frame frame : frames) {
            socket.send(frame);
        }
    }

    final Frame next() {
        return socket.next().orElseThrow();
    }

    final void isClosedWith(int code) {
        assertThat(socket.closed()).hasValue(code);
    }
}
