package io.vedette.realtime.conformance;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaders;
import io.vedette.platform.json.Json;
import io.vedette.platform.ops.Ids;
import io.vedette.realtime.engine.CloseCause;
import io.vedette.realtime.engine.Doorway;
import io.vedette.realtime.engine.Engine;
import io.vedette.realtime.engine.EngineListener;
import io.vedette.realtime.engine.Library;
import io.vedette.realtime.engine.Measures;
import io.vedette.realtime.engine.Outbound;
import io.vedette.realtime.engine.Quota;
import io.vedette.realtime.engine.Refusal;
import io.vedette.realtime.engine.Session;
import io.vedette.realtime.protocol.Connection;
import io.vedette.realtime.protocol.PacketWriter;
import io.vedette.realtime.protocol.Said;
import io.vedette.realtime.protocol.SocketHandler;
import io.vedette.realtime.protocol.SocketIo;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Run with {@code engine.io} or {@code socket.io}, and a port. */
public final class ConformanceServer {
    private static final JsonMapper JSON = Json.jsonMapper();
    private static final PacketWriter WRITER = new PacketWriter(JSON);
    private static final int SMALL_BUFFER = 64 << 10;
    private static final Duration LONG = Duration.ofHours(1);
    /** As the suites of those who made the protocols want it. */
    private static final Duration PING_INTERVAL = Duration.ofMillis(300);

    private static final Duration PING_TIMEOUT = Duration.ofMillis(200);
    private static final Duration CONNECT_DEADLINE = Duration.ofMillis(1_500);

    private ConformanceServer() {}

    static void main(String[] arguments) {
        int port = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3000;
        DisposableServer server = "engine.io".equals(arguments[0]) ? engineIo(port) : socketIo(port);
        server.onDispose().block();
    }

    /** Says back what it is told. */
    public static DisposableServer engineIo(int port) {
        return engineIo(
                port,
                settings("/engine.io/", PING_INTERVAL, PING_TIMEOUT, LONG),
                new Echo(),
                new SimpleMeterRegistry());
    }

    static DisposableServer engineIo(int port, Measures settings, EngineListener listener, MeterRegistry registry) {
        return serve(new Engine(settings, new Library(), new OpenDoor(), listener, registry), port);
    }

    public static DisposableServer socketIo(int port) {
        return socketIo(
                port,
                settings("/socket.io/", PING_INTERVAL, PING_TIMEOUT, CONNECT_DEADLINE),
                new SimpleMeterRegistry());
    }

    static DisposableServer socketIo(int port, Measures settings, MeterRegistry registry) {
        Replies replies = new Replies();
        Library library = new Library();
        SocketIo socketIo = new SocketIo(
                library, Map.of("/", replies, "/custom", replies), JSON, () -> Ids.text(20), LONG, 1_000_000);
        return serve(new Engine(settings, library, new OpenDoor(), socketIo, registry), port);
    }

    private static DisposableServer serve(Engine engine, int port) {
        return HttpServer.create()
                .host("localhost")
                .port(port)
                // What the system would keep for who doesn't read, would never be seen to wait here.
                .childOption(ChannelOption.SO_SNDBUF, SMALL_BUFFER)
                .doOnChannelInit((_, channel, _) -> engine.attach(channel))
                .handle((_, response) -> response.status(404).send())
                .bindNow();
    }

    static Measures settings(String path, Duration pingInterval, Duration pingTimeout, Duration connectDeadline) {
        return new Measures(
                path,
                pingInterval,
                pingTimeout,
                connectDeadline,
                Duration.ofSeconds(10),
                1_000_000,
                Integer.MAX_VALUE,
                1_000,
                1 << 20,
                Quota.NONE,
                Quota.NONE);
    }

    /** Lets everybody in. */
    public static final class OpenDoor implements Doorway {
        @Override
        public boolean trusts(String origin) {
            return true;
        }

        @Override
        public @Nullable Refusal refusal(Visitor visitor) {
            return null;
        }

        @Override
        public Visitor visitor(InetSocketAddress peer, HttpHeaders headers) {
            return new Visitor(peer.getHostString(), false, null);
        }
    }

    /** Says back what it is told. */
    static class Echo implements EngineListener {
        @Override
        public void opened(Session session, Doorway.Visitor visitor) {}

        @Override
        public void text(Session session, String message) {
            session.push(Outbound.message(message));
        }

        @Override
        public void binary(Session session, byte[] message) {
            session.push(Outbound.binary(message));
        }

        @Override
        public void ended(Session session, CloseCause cause) {}
    }

    private static final class Replies implements SocketHandler {
        @Override
        public Mono<Void> admit(Connection connection, JsonNode auth) {
            return Mono.fromRunnable(() -> connection.guest(auth.isMissingNode() ? JSON.createObjectNode() : auth));
        }

        @Override
        public void opened(Connection connection) {
            connection.push(WRITER.event(connection.namespace(), "auth", List.of(connection.guest()), false));
        }

        @Override
        public void event(Connection connection, Said said, @Nullable Consumer<List<?>> answer) {
            if (answer != null) {
                answer.accept(said.arguments());
            } else {
                connection.push(WRITER.event(connection.namespace(), "message-back", said.arguments(), false));
            }
        }

        @Override
        public void ended(Connection connection, CloseCause cause) {}
    }
}
