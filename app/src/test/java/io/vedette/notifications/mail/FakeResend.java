package io.vedette.notifications.mail;

import io.netty.handler.ssl.SslContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerResponse;

/** A real server on this machine that stands for Resend: it remembers what it was asked, and misbehaves when told to. */
final class FakeResend implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    record Received(String method, String path, Map<String, String> headers, String body) {
        String key() {
            return headers.getOrDefault("idempotency-key", "");
        }
    }

    /** How one request is answered. */
    interface Behaviour {
        Mono<Void> answer(Received request, HttpServerResponse response);
    }

    /** As Resend does: the same key, the same id. */
    static final Behaviour WELL = (request, response) ->
            status(200, "{\"id\":\"%s\"}".formatted(idOf(request.key()))).answer(request, response);

    static final Behaviour SILENT = (_, _) -> Mono.never();

    /** A byte every now and then, as of an answer that is on its way. */
    static final Behaviour DRIPPING = (_, response) -> response.sendByteArray(
                    Flux.interval(Duration.ofMillis(100)).map(_ -> new byte[] {' '}))
            .then();

    static final Behaviour ENDLESS = (_, response) -> response.sendByteArray(
                    Flux.range(0, Integer.MAX_VALUE).map(_ -> new byte[64 * 1024]))
            .then();

    final Queue<Received> received = new ConcurrentLinkedQueue<>();
    private final Deque<Behaviour> next = new ConcurrentLinkedDeque<>();
    private final @Nullable SslContext tls;
    private volatile Behaviour usual = WELL;
    private DisposableServer server;

    FakeResend() {
        this(null);
    }

    FakeResend(@Nullable SslContext tls) {
        this.tls = tls;
        this.server = listen(0);
    }

    static Behaviour status(int status, String body, String... headers) {
        return (_, response) -> {
            response.status(status);
            for (int i = 0; i < headers.length; i += 2) {
                response.addHeader(headers[i], headers[i + 1]);
            }
            return response.sendString(Mono.just(body)).then();
        };
    }

    static Behaviour error(int status, String name, String... headers) {
        return status(status, """
                {"statusCode":%d,"name":"%s","message":"ada@example.test may not"}""".formatted(status, name), headers);
    }

    static String idOf(String key) {
        return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
    }

    String url() {
        return (tls == null ? "http" : "https") + "://localhost:" + server.port();
    }

    /** The next requests are answered so, one each. */
    void next(Behaviour... behaviours) {
        next.addAll(List.of(behaviours));
    }

    /** All requests are answered so, but for those that were told apart. */
    void always(Behaviour behaviour) {
        usual = behaviour;
    }

    void goAway() {
        server.disposeNow(PATIENCE);
    }

    void comeBack() {
        server = listen(server.port());
    }

    List<String> keys() {
        return received.stream().map(Received::key).toList();
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
                            .asString()
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
