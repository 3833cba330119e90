package io.vedette.testing.faults;

import io.netty.handler.ssl.SslContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerResponse;

/** A real server on this machine that stands for one outside: it remembers what it was asked, and misbehaves when told to. */
public class StandIn implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** @param raw the body, a character for each byte */
    public record Received(String method, String path, Map<String, String> headers, String raw) {
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }

        public byte[] bytes() {
            return raw.getBytes(StandardCharsets.ISO_8859_1);
        }

        public String body() {
            return new String(bytes(), StandardCharsets.UTF_8);
        }
    }

    /** How one request is answered. */
    public interface Behaviour {
        Mono<Void> answer(Received request, HttpServerResponse response);
    }

    public static final Behaviour SILENT = (_, _) -> Mono.never();

    /** A byte every now and then, as of an answer that is on its way. */
    public static final Behaviour DRIPPING = (_, response) -> response.sendByteArray(
                    Flux.interval(Duration.ofMillis(100)).map(_ -> new byte[] {' '}))
            .then();

    public static final Behaviour ENDLESS = (_, response) -> response.sendByteArray(
                    Flux.range(0, Integer.MAX_VALUE).map(_ -> new byte[64 * 1024]))
            .then();

    public final Queue<Received> received = new ConcurrentLinkedQueue<>();
    private final Deque<Behaviour> next = new ConcurrentLinkedDeque<>();
    private final @Nullable SslContext tls;
    private volatile Behaviour usual;
    private DisposableServer server;

    public StandIn(Behaviour usual) {
        this(usual, null);
    }

    @SuppressWarnings("this-escape")
    public StandIn(Behaviour usual, @Nullable SslContext tls) {
        this.usual = usual;
        this.tls = tls;
        this.server = listen(0);
    }

    public static Behaviour status(int status, String body, String... headers) {
        return (_, response) -> {
            response.status(status);
            for (int i = 0; i < headers.length; i += 2) {
                response.addHeader(headers[i], headers[i + 1]);
            }
            return response.sendString(Mono.just(body)).then();
        };
    }

    public String url() {
        return (tls == null ? "http" : "https") + "://localhost:" + server.port();
    }

    public int port() {
        return server.port();
    }

    /** The next requests are answered so, one each. */
    public void next(Behaviour... behaviours) {
        next.addAll(List.of(behaviours));
    }

    /** All requests are answered so, but for those that were told apart. */
    public void always(Behaviour behaviour) {
        usual = behaviour;
    }

    public void goAway() {
        server.disposeNow(PATIENCE);
    }

    public void comeBack() {
        server = listen(server.port());
    }

    @Override
    public void close() {
        goAway();
    }

    private DisposableServer listen(int port) {
        HttpServer http = HttpServer.create().host("localhost").port(port);
        HttpServer secured = tls == null ? http : http.secure(spec -> spec.sslContext(tls));
        return secured.handle((request, response) -> {
                    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
                    request.requestHeaders().forEach(header -> headers.put(header.getKey(), header.getValue()));
                    return request.receive()
                            .aggregate()
                            .asString(StandardCharsets.ISO_8859_1)
                            .defaultIfEmpty("")
                            .flatMap(body -> {
                                Received seen = new Received(request.method().name(), request.uri(), headers, body);
                                received.add(seen);
                                Behaviour told = next.poll();
                                return (told == null ? usual : told).answer(seen, response);
                            });
                })
                .bindNow(PATIENCE);
    }
}
