package io.vedette.notifications.mail;

import io.netty.channel.ChannelOption;
import io.vedette.notifications.mail.Answer.Unsure;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/** Sends mails by Resend's API, one call each. */
final class Resend implements Carrier, AutoCloseable {
    private static final int LONGEST_ANSWER = 64 * 1024;
    private static final int CONNECTIONS = 2;
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(20);
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(5);
    private static final int MOST_CAUSES = 10;
    private static final byte[] NOTHING = {};

    private final ConnectionProvider connections;
    private final WebClient http;
    private final URI emails;
    private final String apiKey;
    private final String account;
    private final Duration gap;
    private final Duration answering;
    private final ResendAnswers answers;

    Resend(
            MailSettings settings,
            String apiKey,
            String account,
            MailPace pace,
            ResendAnswers answers,
            LoopResources loops) {
        this.connections = connections(pace);
        this.http = client(pace, loops, connections);
        this.emails = URI.create(settings.baseUrl().toString().replaceAll("/+$", "") + "/emails");
        this.apiKey = apiKey;
        this.account = account;
        this.gap = Duration.ofSeconds(1).dividedBy(settings.ratePerSecond());
        this.answering = pace.answering();
        this.answers = answers;
    }

    @Override
    public Mono<Answer> deliver(Letter letter) {
        return http.post()
                .uri(emails)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + apiKey)
                .header("Idempotency-Key", letter.idempotencyKey())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(letter.body().getBytes(StandardCharsets.UTF_8))
                .exchangeToMono(this::read)
                .timeout(answering) // from end to end: an answer that comes byte by byte is none
                .onErrorResume(error -> Mono.just(Answer.of(new Unsure(nameOf(error), true))));
    }

    @Override
    public String account() {
        return account;
    }

    @Override
    public Duration gap() {
        return gap;
    }

    private Mono<Answer> read(ClientResponse response) {
        return response.bodyToMono(byte[].class)
                .onErrorReturn(DataBufferLimitException.class, NOTHING)
                .defaultIfEmpty(NOTHING)
                .map(body -> answers.read(
                        response.statusCode().value(), response.headers().asHttpHeaders(), body));
    }

    @Override
    public void close() {
        connections.dispose();
    }

    /** Of its own, and few: a provider that hangs takes nothing from anybody else. */
    private static ConnectionProvider connections(MailPace pace) {
        return ConnectionProvider.builder("resend")
                .maxConnections(CONNECTIONS)
                .pendingAcquireMaxCount(CONNECTIONS)
                .pendingAcquireTimeout(pace.answering())
                .maxIdleTime(LONGEST_IDLE)
                .maxLifeTime(LONGEST_LIFE)
                .build();
    }

    private static WebClient client(MailPace pace, LoopResources loops, ConnectionProvider connections) {
        HttpClient client = HttpClient.create(connections)
                .runOn(loops)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        pace.connecting().toMillis())
                .responseTimeout(pace.answering());
        return WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(client))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LONGEST_ANSWER))
                .defaultHeader(HttpHeaders.USER_AGENT, "vedette")
                .build();
    }

    /** A closed list, as messages of errors quote addresses. */
    private static String nameOf(Throwable error) {
        return Stream.iterate(error, Throwable::getCause)
                .limit(MOST_CAUSES)
                .takeWhile(cause -> cause != null)
                .map(Resend::nameOfCause)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("connection_lost");
    }

    private static String nameOfCause(Throwable cause) {
        return switch (cause) {
            case TimeoutException _, io.netty.handler.timeout.TimeoutException _ -> "timeout";
            case ConnectException _, UnknownHostException _ -> "unreachable";
            case SSLException _ -> "tls_failed";
            default -> "";
        };
    }
}
