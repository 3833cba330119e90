package io.vedette.platform.web;

import static io.vedette.platform.failure.CommonProblem.INVALID_PARAMETER;
import static io.vedette.platform.failure.CommonProblem.NOT_FOUND;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.platform.failure.Failure;
import io.vedette.platform.failure.FailureException;
import io.vedette.platform.ops.Ids;
import io.vedette.platform.ops.LogContext;
import io.vedette.platform.web.AnswerStyle.Rendered;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** What goes wrong outside of any operation is answered like the rest, without a word about our insides. */
@Component
@Order(-2) // before Spring Boot's own
final class Accidents implements WebExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(Accidents.class);

    private final JsonMapper json;
    private final Counter abandoned;

    Accidents(JsonMapper json, MeterRegistry meters) {
        this.json = json;
        this.abandoned = meters.counter("vedette.http.requests.abandoned");
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        ServerHttpResponse response = exchange.getResponse();
        if (DisconnectedClientHelper.isClientDisconnectedException(error)) {
            log.debug("The client of request {} has gone", Visit.of(exchange).requestId());
            abandoned.increment();
            return Mono.empty();
        }
        if (response.isCommitted()) {
            return Mono.error(error);
        }
        return Mono.defer(() -> answer(response, failure(error)))
                .contextWrite(LogContext.request(Visit.of(exchange).requestId()));
    }

    private Mono<Void> answer(ServerHttpResponse response, Failure failure) {
        Rendered rendered = AnswerStyle.PROBLEM.render(failure);
        HttpHeaders headers = response.getHeaders();
        response.setRawStatusCode(rendered.status());
        headers.set(HttpHeaders.CONTENT_TYPE, ProblemStyle.MEDIA_TYPE);
        Responses.advise(failure, headers);
        byte[] body = json.writeValueAsBytes(rendered.body());
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }

    private static Failure failure(Throwable error) {
        return switch (error) {
            case FailureException refused -> refused.failure();
            case ResponseStatusException refused
            when refused.getStatusCode().is4xxClientError() ->
                refused.getStatusCode().equals(HttpStatus.NOT_FOUND)
                        ? new Failure.Refused(NOT_FOUND, "Nothing is served at this path")
                        : new Failure.Refused(INVALID_PARAMETER, "The request cannot be read");
            default -> broken(error);
        };
    }

    private static Failure broken(Throwable error) {
        Failure.Broken broken = new Failure.Broken(Ids.forTheLog());
        log.error("A request broke, incident {}", broken.incident(), withoutUrl(error));
        return broken;
    }

    /** Spring adds the URL to an error as something suppressed, and a URL may hold a token. */
    private static Throwable withoutUrl(Throwable error) {
        Throwable bare = new RuntimeException(error.toString(), error.getCause());
        bare.setStackTrace(error.getStackTrace());
        return bare;
    }
}
