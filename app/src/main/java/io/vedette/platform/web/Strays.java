package io.vedette.platform.web;

import static io.vedette.platform.failure.CommonProblem.METHOD_NOT_ALLOWED;
import static io.vedette.platform.failure.CommonProblem.NOT_FOUND;

import io.vedette.platform.failure.FailureException;
import io.vedette.platform.operation.Caller;
import java.util.function.Consumer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Answers requests that no operation waits for. They count against the limit of the address they come from. */
@Component
final class Strays {
    private final Responses responses;
    private final RateLimits limits;

    Strays(Responses responses, RateLimits limits) {
        this.responses = responses;
        this.limits = limits;
    }

    Mono<ServerResponse> unknown(AnswerStyle style, ServerRequest request) {
        return refuse(style, true, request, nothingHere(), _ -> {});
    }

    /** A page may well name a file that isn't there; looking for it is free, as the page is. */
    Mono<ServerResponse> noSuchFile(ServerRequest request) {
        return refuse(AnswerStyle.PROBLEM, false, request, nothingHere(), _ -> {});
    }

    Mono<ServerResponse> otherMethod(Place place, ServerRequest request) {
        if (request.method().equals(HttpMethod.OPTIONS) && place.style() == AnswerStyle.PROBLEM) {
            return ServerResponse.noContent().allow(place.methods()).build();
        }
        FailureException refusal = METHOD_NOT_ALLOWED.because("Not %s, see Allow", request.method());
        return refuse(place.style(), place.limited(), request, refusal, headers -> headers.setAllow(place.methods()));
    }

    private Mono<ServerResponse> refuse(
            AnswerStyle style,
            boolean limited,
            ServerRequest request,
            FailureException refusal,
            Consumer<HttpHeaders> more) {
        try {
            if (limited) {
                limits.take(new Caller.Anonymous(Visit.of(request.exchange()).address()));
            }
            return responses.failed(style, refusal.failure(), more);
        } catch (FailureException tooMany) {
            return responses.failed(style, tooMany.failure(), _ -> {});
        }
    }

    private static FailureException nothingHere() {
        return NOT_FOUND.because("Nothing is served at this path");
    }
}
