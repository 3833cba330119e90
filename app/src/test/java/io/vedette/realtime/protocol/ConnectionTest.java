package io.vedette.realtime.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vedette.platform.json.Json;
import io.vedette.platform.ops.Ids;
import io.vedette.realtime.conformance.ConformanceServer;
import io.vedette.realtime.engine.CloseCause;
import io.vedette.realtime.engine.Engine;
import io.vedette.realtime.engine.Library;
import io.vedette.realtime.engine.Measures;
import io.vedette.realtime.engine.Outbound;
import io.vedette.realtime.engine.Quota;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A connection is told once how it ended, and nothing after that. */
class ConnectionTest {
    private static final JsonMapper JSON = Json.jsonMapper();
    private static final int MOST_WAITING = 10;
    private static final int CLOSED = 0;
    private static final int SESSION_UNKNOWN = 400;

    @Test
    void a_connection_that_ends_as_it_opens_is_never_told_to_be_open() throws Exception {
        Generous generous = new Generous();
        DisposableServer server = serve(generous);
        try (HttpClient http = HttpClient.newHttpClient()) {
            connecting(http, server);
            Connection connection = generous.ended.get(10, TimeUnit.SECONDS);
            connection.loop().submit(() -> {}).get(10, TimeUnit.SECONDS);
            assertThat(generous.opened).isNotDone();
            assertThat(connection.isOpen()).isFalse();
        } finally {
            server.disposeNow();
        }
    }

    /** The answer to its poll is lost then, and another must not be waited for. */
    @Test
    void a_connection_whose_words_can_not_be_written_ends_with_its_poll() throws Exception {
        Speechless speechless = new Speechless();
        DisposableServer server = serve(speechless);
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI session = connecting(http, server);
            assertThat(poll(http, session)).isIn(CLOSED, SESSION_UNKNOWN);
            assertThat(speechless.ended.get(10, TimeUnit.SECONDS)).isEqualTo(CloseCause.TRANSPORT_CLOSED);
        } finally {
            server.disposeNow();
        }
    }

    /** A session over polling whose connect packet is on its way. */
    private static URI connecting(HttpClient http, DisposableServer server) throws IOException, InterruptedException {
        URI engine = URI.create("http://localhost:%d/socket.io/?EIO=4&transport=polling".formatted(server.port()));
        String opened = http.send(HttpRequest.newBuilder(engine).build(), BodyHandlers.ofString())
                .body();
        String sid = JSON.readTree(opened.substring(1)).path("sid").asString();
        URI session = URI.create(engine + "&sid=" + sid);
        http.send(
                HttpRequest.newBuilder(session)
                        .POST(BodyPublishers.ofString("40"))
                        .build(),
                BodyHandlers.ofString());
        return session;
    }

    /** A client may ask again by itself when its connection is closed. */
    private static int poll(HttpClient http, URI session) throws InterruptedException {
        HttpRequest poll =
                HttpRequest.newBuilder(session).timeout(Duration.ofSeconds(10)).build();
        try {
            return http.send(poll, BodyHandlers.ofString()).statusCode();
        } catch (HttpTimeoutException nothingCame) {
            throw new AssertionError("The poll is not answered", nothingCame);
        } catch (IOException closed) {
            return CLOSED;
        }
    }

    private static DisposableServer serve(SocketHandler handler) {
        Library library = new Library();
        SocketIo socketIo = new SocketIo(
                library, Map.of("/", handler), JSON, () -> Ids.text(20), Duration.ofSeconds(10), 1_000_000);
        Duration minute = Duration.ofMinutes(1);
        Measures settings = new Measures(
                "/socket.io/",
                minute,
                minute,
                minute,
                minute,
                1_000_000,
                1_000_000,
                MOST_WAITING,
                1 << 20,
                Quota.NONE,
                Quota.NONE);
        Engine engine =
                new Engine(settings, library, new ConformanceServer.OpenDoor(), socketIo, new SimpleMeterRegistry());
        return HttpServer.create()
                .host("localhost")
                .port(0)
                .doOnChannelInit((_, channel, _) -> engine.attach(channel))
                .handle((_, response) -> response.status(404).send())
                .bindNow();
    }

    /** Has more to tell those who come than may wait. */
    private static final class Generous implements SocketHandler {
        final CompletableFuture<Connection> opened = new CompletableFuture<>();
        final CompletableFuture<Connection> ended = new CompletableFuture<>();

        @Override
        public Mono<Void> admit(Connection connection, JsonNode auth) {
            return Mono.fromRunnable(() -> {
                for (int i = 0; i < MOST_WAITING; i++) {
                    connection.push(new PacketWriter(JSON).event("/", "gift", List.of(i), false));
                }
            });
        }

        @Override
        public void opened(Connection connection) {
            opened.complete(connection);
        }

        @Override
        public void event(Connection connection, Said said, @Nullable Consumer<List<?>> answer) {}

        @Override
        public void ended(Connection connection, CloseCause cause) {
            ended.complete(connection);
        }
    }

    /** What those who come have missed can't be told. */
    private static final class Speechless implements SocketHandler {
        final CompletableFuture<CloseCause> ended = new CompletableFuture<>();

        @Override
        public Mono<Void> admit(Connection connection, JsonNode auth) {
            Iterator<Outbound> missed = new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return true;
                }

                @Override
                public Outbound next() {
                    throw new IllegalStateException("It can't be said");
                }
            };
            return Mono.fromRunnable(() -> connection.opensWith(new Opening("sid", "pid", 0, missed)));
        }

        @Override
        public void opened(Connection connection) {}

        @Override
        public void event(Connection connection, Said said, @Nullable Consumer<List<?>> answer) {}

        @Override
        public void ended(Connection connection, CloseCause cause) {
            ended.complete(cause);
        }
    }
}
