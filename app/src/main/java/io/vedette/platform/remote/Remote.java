package io.vedette.platform.remote;

import io.netty.channel.ChannelOption;
import io.netty.resolver.AddressResolverGroup;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/** One kind of services outside. Its connections are its own: one that hangs takes nothing from anybody else. */
public final class Remote implements AutoCloseable {
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(20);
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(5);
    private static final byte[] NOTHING = {};

    private final ConnectionProvider connections;
    private final WebClient http;
    private final Duration answering;

    Remote(Bounds bounds, Reach reach, LoopResources loops, AddressResolverGroup<?> names) {
        this.connections = connections(bounds);
        this.http = client(bounds, reach, connections, loops, names);
        this.answering = bounds.answering();
    }

    /** Redirects are answers like any other. What goes wrong is called by {@link RemoteTrouble}. */
    public Mono<RemoteAnswer> post(URI uri, Consumer<HttpHeaders> headers, byte[] body) {
        return call(HttpMethod.POST, uri, headers, body);
    }

    /** The same by any method; an empty body is none. */
    public Mono<RemoteAnswer> call(HttpMethod method, URI uri, Consumer<HttpHeaders> headers, byte[] body) {
        WebClient.RequestBodySpec call = http.method(method).uri(uri).headers(headers);
        return (body.length == 0 ? call : call.bodyValue(body))
                .exchangeToMono(Remote::read)
                .timeout(answering); // from end to end: an answer that comes byte by byte is none
    }

    @Override
    public void close() {
        connections.dispose();
    }

    private static Mono<RemoteAnswer> read(ClientResponse response) {
        return response.bodyToMono(byte[].class)
                .onErrorReturn(DataBufferLimitException.class, NOTHING)
                .defaultIfEmpty(NOTHING)
                .map(body -> new RemoteAnswer(
                        response.statusCode().value(),
                        response.headers().asHttpHeaders(),
                        new String(body, StandardCharsets.UTF_8)));
    }

    private static ConnectionProvider connections(Bounds bounds) {
        return ConnectionProvider.builder(bounds.name())
                .maxConnections(bounds.connections())
                .pendingAcquireMaxCount(bounds.waiting())
                .pendingAcquireTimeout(bounds.answering())
                .maxIdleTime(LONGEST_IDLE)
                .maxLifeTime(LONGEST_LIFE)
                .disposeInactivePoolsInBackground(LONGEST_LIFE, LONGEST_LIFE)
                .build();
    }

    private static WebClient client(
            Bounds bounds,
            Reach reach,
            ConnectionProvider connections,
            LoopResources loops,
            AddressResolverGroup<?> names) {
        HttpClient client = HttpClient.create(connections)
                .runOn(loops)
                .resolver(names)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        bounds.connecting().toMillis())
                .responseTimeout(bounds.answering());
        HttpClient guarded = reach == Reach.ANYWHERE
                ? client
                : client.doOnChannelInit((_, channel, _) -> channel.pipeline().addFirst(PublicOnly.INSTANCE));
        return WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(guarded))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(bounds.longestAnswer()))
                .defaultHeader(HttpHeaders.USER_AGENT, "vedette")
                .build();
    }
}
