package io.vedette.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vedette.platform.json.Json;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.publisher.Mono;

@ExtendWith(OutputCaptureExtension.class)
class AccidentsTest {
    private static final String TOKEN = "aTokenThatOpensAnAccount";

    @Test
    void are_logged_with_where_they_happened_and_not_with_the_url(CapturedOutput output) {
        var settings =
                new WebSettings(0, URI.create("http://localhost"), List.of(), List.of(), true, Duration.ofSeconds(20));
        var request = MockServerHttpRequest.get("/reset-password/{token}?token={token}", TOKEN, TOKEN)
                .build();
        var response = new MockServerHttpResponse();
        WebHttpHandlerBuilder.webHandler(_ -> Mono.error(new IllegalStateException("a bug", new ArithmeticException())))
                .filter(new Visits(new Forwarding(settings)))
                .exceptionHandler(new Accidents(Json.jsonMapper(), new SimpleMeterRegistry()))
                .build()
                .handle(request, response)
                .block(Duration.ofSeconds(20));

        assertThat(response.getStatusCode()).isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
        assertThat(output.getAll())
                .contains("IllegalStateException: a bug", "at " + AccidentsTest.class.getName(), "ArithmeticException")
                .doesNotContain(TOKEN);
    }
}
