package io.vedette.realtime.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.realtime.engine.CloseCause;
import io.vedette.realtime.engine.Doorway.Visitor;
import io.vedette.realtime.engine.Session;
import io.vedette.testing.sockets.Frame;
import io.vedette.testing.sockets.PollingClient;
import io.vedette.testing.sockets.RawWebSocket;
import io.vedette.testing.sockets.WebSocketClient;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever those do who listen to the engine, sessions have their deadlines and their order. */
class ListenersTest {
    private static final int MORE_THAN_THERE_ARE_LOOPS = 32;

    /** Breaks when it is told to. */
    private static final class Broken extends ConformanceServer.Echo {
        @Override
        public void text(Session session, String message) {
            if (message.equals("break")) {
                throw new IllegalStateException("As the test wants it");
            }
            super.text(session, message);
        }

        @Override
        public void ended(Session session, CloseCause cause) {
            if (cause == CloseCause.PING_TIMEOUT) {
                throw new IllegalStateException("As the test wants it");
            }
        }
    }

    @Test
    void one_that_breaks_as_a_session_ends_stops_nobodys_pings() {
        try (RunningEngine engine = RunningEngine.thatOftenPings(new Broken())) {
            List<WebSocketClient> others = Stream.generate(engine::webSocket)
                    .limit(MORE_THAN_THERE_ARE_LOOPS)
                    .toList();
            List<WebSocketClient> silent = Stream.generate(engine::webSocket)
                    .limit(MORE_THAN_THERE_ARE_LOOPS)
                    .toList();
            while (engine.count("vedette.socket.closed", "reason", "ping_timeout") < silent.size()) {
                others.forEach(ListenersTest::beats);
            }
            others.forEach(ListenersTest::beats);
            others.forEach(WebSocketClient::close);
            silent.forEach(WebSocketClient::close);
        }
    }

    private static void beats(WebSocketClient client) {
        assertThat(client.socket().next().orElseThrow().text()).isEqualTo("2");
        client.send("3");
    }

    @Test
    void one_that_breaks_over_a_packet_ends_its_session_whatever_carried_it() {
        try (RunningEngine engine = RunningEngine.thatOftenPings(new Broken())) {
            WebSocketClient socket = engine.webSocket();
            socket.send("4break");
            socket.awaitEnd();
            PollingClient client = engine.polling();
            try (RawConnection connection = new RawConnection(engine.url())) {
                connection.send("POST %s?EIO=4&transport=polling&sid=%s HTTP/1.1\r\nContent-Length: 6\r\n\r\n4break"
                        .formatted(engine.path(), client.sid()));
                assertThat(connection.all()).doesNotContain("HTTP/1.1 200");
            }
            assertThat(client.poll().status()).isEqualTo(400);
            engine.awaitNoSessions();
        }
    }

    @Test
    void one_that_ends_a_session_as_it_opens_leaves_no_connection_behind() {
        ConformanceServer.Echo hostile = new ConformanceServer.Echo() {
            @Override
            public void opened(Session session, Visitor visitor) {
                session.end(CloseCause.SERVER_DRAIN);
            }
        };
        try (RunningEngine engine = RunningEngine.thatOftenPings(hostile)) {
            String open = engine.path() + "?EIO=4&transport=";
            try (RawWebSocket socket = RawWebSocket.open(engine.url(), open + "websocket");
                    RawConnection poll = new RawConnection(engine.url())) {
                assertThat(socket.next()).isEmpty();
                assertThat(poll.send("GET %spolling HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(open))
                                .all())
                        .doesNotContain("sid");
            }
            engine.awaitNoSessions();
        }
    }

    @Test
    void are_told_of_ends_on_the_sessions_own_loop() {
        Deque<Session> open = new ConcurrentLinkedDeque<>();
        Queue<Boolean> onLoop = new ConcurrentLinkedQueue<>();
        ConformanceServer.Echo observant = new ConformanceServer.Echo() {
            @Override
            public void opened(Session session, Visitor visitor) {
                open.add(session);
            }

            @Override
            public void ended(Session session, CloseCause cause) {
                onLoop.add(session.loop().inEventLoop());
            }
        };
        try (RunningEngine engine = RunningEngine.thatOftenPings(observant)) {
            engine.webSocket().awaitEnd();
            engine.webSocket().close();
            engine.polling().close();
            engine.polling();
            engine.webSocket();
            open.removeLast().end(CloseCause.SERVER_DRAIN);
            engine.awaitNoSessions();
        }
        assertThat(onLoop).hasSize(5).containsOnly(true);
    }

    /** Takes as long over one packet as it is told to. */
    private static final class Slow extends ConformanceServer.Echo {
        private final CompletableFuture<Boolean> begun = new CompletableFuture<>();
        private final AtomicBoolean released = new AtomicBoolean();
        private final AtomicLong spins = new AtomicLong();

        @Override
        public void text(Session session, String message) {
            if (message.equals("slow")) {
                begun.complete(true);
                while (!released.get()) {
                    spins.getAndIncrement();
                }
            }
            super.text(session, message);
        }
    }

    @Test
    void one_that_takes_long_is_not_overtaken_by_the_transport_to_come() {
        Slow slow = new Slow();
        try (RunningEngine engine = RunningEngine.thatRarelyPings(slow)) {
            PollingClient client = engine.polling();
            try (RawWebSocket socket = engine.upgrading(client)) {
                socket.send(Frame.text("2probe"));
                assertThat(EngineIoSuite.text(socket)).isEqualTo("3probe");
                CompletableFuture<Integer> post = CompletableFuture.supplyAsync(
                        () -> client.post("4slow").status(),
                        task -> Thread.ofVirtual().start(task));
                slow.begun.join();
                socket.send(Frame.text("5"));
                socket.send(Frame.text("4overtaking"));
                assertThat(socket.next()).isEmpty();
                slow.released.set(true);
                assertThat(post.join()).isEqualTo(200);
            } finally {
                slow.released.set(true);
            }
        }
    }
}
