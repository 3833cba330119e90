package io.vedette.realtime.conformance;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vedette.realtime.engine.EngineListener;
import io.vedette.realtime.engine.Measures;
import io.vedette.testing.Await;
import io.vedette.testing.sockets.EngineClient;
import io.vedette.testing.sockets.PollingClient;
import io.vedette.testing.sockets.RawWebSocket;
import io.vedette.testing.sockets.WebSocketClient;
import java.net.URI;
import java.time.Duration;
import java.util.function.BiFunction;
import reactor.netty.DisposableServer;

/** The engine alone on a free port, and clients of it. */
final class RunningEngine implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** So that pings don't get in between. */
    static final Duration RARELY = Duration.ofHours(1);

    static final Duration LONG = Duration.ofMinutes(30);

    private static final Duration OFTEN = Duration.ofSeconds(1);
    private static final Duration SOON = Duration.ofSeconds(3);
    /** Longer than the pings of who doesn't answer. */
    private static final Duration CONNECT_DEADLINE = Duration.ofSeconds(5);

    private static final String ENGINE_IO = "/engine.io/";
    private static final String SOCKET_IO = "/socket.io/";

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final String path;
    private final DisposableServer server;

    private RunningEngine(String path, BiFunction<Integer, MeterRegistry, DisposableServer> start) {
        this.path = path;
        this.server = start.apply(0, registry);
    }

    static RunningEngine thatOftenPings() {
        return thatOftenPings(new ConformanceServer.Echo());
    }

    static RunningEngine thatRarelyPings() {
        return thatRarelyPings(new ConformanceServer.Echo());
    }

    /** Whoever doesn't answer is gone soon, but not who is slow. */
    static RunningEngine thatOftenPings(EngineListener listener) {
        return of(ConformanceServer.settings(ENGINE_IO, OFTEN, SOON, LONG), listener);
    }

    static RunningEngine thatRarelyPings(EngineListener listener) {
        return of(ConformanceServer.settings(ENGINE_IO, RARELY, LONG, LONG), listener);
    }

    private static RunningEngine of(Measures settings, EngineListener listener) {
        return new RunningEngine(
                ENGINE_IO, (port, registry) -> ConformanceServer.engineIo(port, settings, listener, registry));
    }

    static RunningEngine ofSocketIoThatOftenPings() {
        return ofSocketIo(ConformanceServer.settings(SOCKET_IO, OFTEN, SOON, CONNECT_DEADLINE));
    }

    static RunningEngine ofSocketIoThatRarelyPings() {
        return ofSocketIo(ConformanceServer.settings(SOCKET_IO, RARELY, LONG, LONG));
    }

    private static RunningEngine ofSocketIo(Measures settings) {
        return new RunningEngine(SOCKET_IO, (port, registry) -> ConformanceServer.socketIo(port, settings, registry));
    }

    URI url() {
        return URI.create("http://localhost:" + server.port());
    }

    String path() {
        return path;
    }

    WebSocketClient webSocket() {
        return new WebSocketClient(url(), path);
    }

    PollingClient polling() {
        return new PollingClient(url(), path);
    }

    /** A websocket on its way to take over from the client's polling. */
    RawWebSocket upgrading(EngineClient client) {
        return RawWebSocket.open(url(), path + "?EIO=4&transport=websocket&sid=" + client.sid());
    }

    double sessions() {
        return registry.get("vedette.socket.sessions").gauges().stream()
                .mapToDouble(Gauge::value)
                .sum();
    }

    double count(String counter, String tag, String value) {
        var found = registry.find(counter).tag(tag, value).counter();
        return found == null ? 0 : found.count();
    }

    void awaitNoSessions() {
        Await.until("all sessions are gone", PATIENCE, () -> sessions() == 0);
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
