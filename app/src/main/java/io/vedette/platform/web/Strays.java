package io.vedette.platform.web;

import static io.vedette.platform.failure.CommonProblem.METHOD_NOT_ALLOWED;
import static io.vedette.platform.failure.CommonProblem.NOT_FOUND;

import io.vedette.platform.failure.FailureException;
import io.vedette.platform.operation.Caller;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Answers requests that no operation waits for. They count against the limit of whoever sends them. */
@Component
final class Strays {
    private final Responses responses;
    private final RateLimits limits;

    Strays(Responses responses, RateLimits limits) {
        this.responses = responses;
        this.limits = limits;
    }

    Mono<ServerResponse> unknown(AnswerStyle style, ServerRequest request) {
        return refuse(style, request, NOT_FOUND.because("Nothing is served at this path"), _ -> {});
    }

    Mono<ServerResponse> otherMethod(RouteGroup group, String path, ServerRequest request) {
        Set<HttpMethod> allowed = allowed(group, path);
        if (request.method().equals(HttpMethod.OPTIONS) && group.style() == AnswerStyle.PROBLEM) {
            return ServerResponse.noContent().allow(allowed).build();
        }
        FailureException refusal = METHOD_NOT_ALLOWED.because("Not %s, see Allow", request.method());
        return refuse(group.style(), request, refusal, headers -> headers.setAllow(allowed));
    }

    private Mono<ServerResponse> refuse(
            AnswerStyle style, ServerRequest request, FailureException refusal, Consumer<HttpHeaders> more) {
        try {
            limits.take(new Caller.Anonymous(Visit.of(request.exchange()).address()));
            return responses.failed(style, refusal.failure(), more);
        } catch (FailureException limited) {
            return responses.failed(style, limited.failure(), _ -> {});
        }
    }

    private static Set<HttpMethod> allowed(RouteGroup group, String path) {
        Set<HttpMethod> allowed = new LinkedHashSet<>();
        group.routesAt(path).forEach(route -> allowed.add(route.method()));
        if (allowed.contains(HttpMethod.GET)) {
            allowed.add(HttpMethod.HEAD);
        }
        allowed.add(HttpMethod.OPTIONS);
        return allowed;
    }
}
