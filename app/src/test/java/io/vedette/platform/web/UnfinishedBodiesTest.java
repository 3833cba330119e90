package io.vedette.platform.web;

import static io.vedette.platform.operation.CallerKind.ANYONE;
import static io.vedette.platform.operation.Operation.operation;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vedette.platform.json.Json;
import io.vedette.testing.ServerTest;
import io.vedette.testing.faults.RawCalls;
import io.vedette.testing.faults.RawCalls.Answer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.json.JsonMapper;

/** On a connection of the real kind that is less patient than the server's. */
@ServerTest
class UnfinishedBodiesTest {
    private static final String BEGUN = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{\"title\":";

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger accidents = (Logger) LoggerFactory.getLogger(Accidents.class);
    private final List<Logger> heard = List.of(accidents, (Logger) LoggerFactory.getLogger("reactor"), (Logger)
            LoggerFactory.getLogger("org.springframework.web"));
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    @BeforeEach
    void listen() {
        log.start();
        heard.forEach(logger -> logger.addAppender(log));
        accidents.setLevel(Level.DEBUG);
    }

    @AfterEach
    void stopListening() {
        heard.forEach(logger -> logger.detachAppender(log));
        accidents.setLevel(null);
    }

    @Test
    void who_is_too_slow_is_told_so_and_let_go() {
        DisposableServer server = server(Duration.ofMillis(200));
        try (RawCalls calls = new RawCalls(URI.create("http://localhost:" + server.port()))) {
            Answer answer = calls.sendAsIs(BEGUN);
            assertThat(answer.status()).as(answer.body()).isEqualTo(408);
            assertThat(answer.body()).contains("\"code\":\"request_timeout\"");
            assertThat(answer.headers())
                    .contains("connection: close", "cache-control: no-store")
                    .anyMatch(header -> header.startsWith("x-request-id: "));
            assertThat(log.list).isEmpty();
        } finally {
            server.disposeNow();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void who_goes_away_leaves_one_quiet_line(boolean abruptly) throws IOException, InterruptedException {
        DisposableServer server = server(Duration.ofSeconds(20));
        try {
            beginAndLeave(server.port(), abruptly);
            assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(log.list).singleElement().satisfies(line -> {
                assertThat(line.getLevel()).isEqualTo(Level.DEBUG);
                assertThat(line.getThrowableProxy()).isNull();
            });
        } finally {
            server.disposeNow();
        }
    }

    private void beginAndLeave(int port, boolean abruptly) throws IOException, InterruptedException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream().write(BEGUN.getBytes(StandardCharsets.US_ASCII));
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            if (abruptly) {
                socket.setSoLinger(true, 0);
            }
        }
    }

    private DisposableServer server(Duration patience) {
        JsonMapper json = Json.jsonMapper();
        Bodies bodies = new Bodies(json);
        Route route = Route.post(
                "", operation("take", "Take it").callers(ANYONE).does().by(_ -> Mono.empty()));
        Visits visits = new Visits(new Forwarding(new WebSettings(
                0, URI.create("http://localhost"), List.of(), List.of(), true, Duration.ofSeconds(20))));
        HttpHandler handler = WebHttpHandlerBuilder.webHandler(
                        exchange -> bodies.read(exchange.getRequest(), AnswerStyle.PROBLEM, route)
                                .then())
                // Found out here and not by the first request, which would have to wait for it.
                .codecConfigurer(ServerCodecConfigurer.create())
                .filter(visits)
                .exceptionHandler(new Accidents(json, new SimpleMeterRegistry()))
                .build();
        return HttpServer.create()
                .port(0)
                .requestTimeout(patience)
                .handle(new ReactorHttpHandlerAdapter((request, response) -> {
                    begun.countDown();
                    return handler.handle(request, response).doFinally(_ -> ended.countDown());
                }))
                .bindNow();
    }
}
