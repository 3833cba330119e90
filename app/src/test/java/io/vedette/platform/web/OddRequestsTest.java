package io.vedette.platform.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.ChannelException;
import io.vedette.platform.json.Json;
import io.vedette.platform.web.Forwarding.Client;
import io.vedette.testing.Await;
import io.vedette.testing.Property;
import io.vedette.testing.ServerTest;
import io.vedette.testing.TestServer;
import io.vedette.testing.faults.RawCalls;
import io.vedette.testing.faults.RawCalls.Answer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

/** Requests that no well-behaved client sends are answered in the same manner as the others. */
@ServerTest
class OddRequestsTest {
    private final URI server = TestServer.running().url();

    @ParameterizedTest
    @ValueSource(strings = {"/%zz", "/a|b", "/%1", "nowhere", "/[", "/a\"b", "http://[", "/\\notes", "/{x}"})
    void a_target_that_is_no_address_is_not_there(String target) {
        try (RawCalls calls = new RawCalls(server)) {
            Answer answer = calls.send("GET %s HTTP/1.1\r\n".formatted(target), new byte[0]);
            assertThat(answer.status()).as(answer.body()).isEqualTo(404);
            assertThat(answer.body()).contains("\"code\":\"not_found\"");
            assertThat(answer.headers()).anyMatch(header -> header.startsWith("x-request-id: "));
        }
    }

    @Test
    void odd_characters_in_a_query_are_taken_as_they_are() {
        try (RawCalls calls = new RawCalls(server)) {
            assertThat(calls.send("GET /health/live?a=|{}%zz HTTP/1.1\r\n", new byte[0])
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void whatever_the_target_it_can_be_read_as_an_address_afterwards() {
        Property.check(2_000, chance -> {
            StringBuilder target = new StringBuilder();
            chance.ints(chance.nextInt(40), 1, 256).forEach(character -> target.append((char) character));
            assertThat(URI.create("http://host" + Targets.mended(target.toString()))
                            .getRawPath())
                    .startsWith("/");
        });
    }

    @Test
    void a_client_that_goes_away_in_the_middle_of_its_body_is_no_bug() throws IOException {
        MeterRegistry meters = TestServer.running().bean(MeterRegistry.class);
        double before = meters.counter("vedette.http.requests.abandoned").count();
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.getOutputStream().write("""
                    POST /styled/refuse HTTP/1.1\r
                    Host: localhost\r
                    Content-Type: application/json\r
                    Content-Length: 1000\r
                    \r
                    {"title":""".getBytes(US_ASCII));
        }
        Await.until(
                "the server has noticed",
                Duration.ofSeconds(20),
                () -> meters.counter("vedette.http.requests.abandoned").count() > before);
    }

    @Test
    void a_body_that_takes_too_long_is_told_so_and_the_connection_ends() {
        MockServerWebExchange exchange =
                MockServerWebExchange.from(MockServerHttpRequest.post("/notes").build());
        new Visit("a-request", new Client("192.0.2.1", false, false)).attachTo(exchange);
        new Accidents(Json.jsonMapper(), new SimpleMeterRegistry())
                .handle(exchange, new ChannelException("Request timed out"))
                .block();
        assertThat(exchange.getResponse().getStatusCode()).hasToString("408 REQUEST_TIMEOUT");
        assertThat(exchange.getResponse().getHeaders().getFirst("Connection")).isEqualTo("close");
        assertThat(exchange.getResponse().getBodyAsString().block()).contains("\"code\":\"request_timeout\"");
    }
}
