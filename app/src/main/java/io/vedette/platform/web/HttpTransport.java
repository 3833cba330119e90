package io.vedette.platform.web;

import io.vedette.platform.failure.FailureException;
import io.vedette.platform.operation.Arguments;
import io.vedette.platform.operation.Caller;
import io.vedette.platform.operation.CallerFinder.Found;
import io.vedette.platform.operation.Incoming;
import io.vedette.platform.operation.Operations;
import io.vedette.platform.operation.Outcome;
import io.vedette.platform.operation.Outcome.Answered;
import io.vedette.platform.operation.Outcome.Failed;
import io.vedette.platform.operation.Sender;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Takes a request to its operation: who calls, may they come this often, and what did they send. */
@Component
final class HttpTransport {
    private final Doorman doorman;
    private final SiteGuard guard;
    private final Bodies bodies;
    private final Operations operations;
    private final Responses responses;

    HttpTransport(Doorman doorman, SiteGuard guard, Bodies bodies, Operations operations, Responses responses) {
        this.doorman = doorman;
        this.guard = guard;
        this.bodies = bodies;
        this.operations = operations;
        this.responses = responses;
    }

    HandlerFunction<ServerResponse> serving(RouteGroup group, Route route) {
        operations.prepare(route.operation());
        return request -> handle(group, route, request);
    }

    private Mono<ServerResponse> handle(RouteGroup group, Route route, ServerRequest request) {
        return Mono.fromRunnable(() -> pass(group, route, request))
                .then(Mono.defer(() -> find(group, route, request)))
                .flatMap(found -> outcome(group, route, found, request)
                        .contextWrite(found.caller().inTheLog()))
                .onErrorResume(FailureException.class, refused -> Mono.just(new Failed(refused.failure())))
                .flatMap(outcome -> responses.write(group.style(), route, outcome));
    }

    private static void pass(RouteGroup group, Route route, ServerRequest request) {
        Gate gate = group.gate();
        if (gate != null) {
            String address = Visit.of(request.exchange()).address();
            gate.pass(new Knock(
                    request.method(),
                    group.pathOf(route),
                    address,
                    request.headers().asHttpHeaders()));
        }
    }

    private static void show(RouteGroup group, JsonNode body) {
        Gate gate = group.gate();
        if (gate != null) {
            gate.look(body);
        }
    }

    private Mono<Found> find(RouteGroup group, Route route, ServerRequest request) {
        return route.operation().isOpenToAnyone()
                ? doorman.letIn(request, group.limited())
                : doorman.find(request, group.limited())
                        .doOnNext(found ->
                                check(group, found, route, request.headers().asHttpHeaders()));
    }

    private void check(RouteGroup group, Found found, Route route, HttpHeaders headers) {
        if (group.gate() == null) {
            guard.check(found, route, headers);
        }
    }

    private Mono<Outcome> outcome(RouteGroup group, Route route, Found found, ServerRequest request) {
        Mono<Optional<JsonNode>> body = route.awaitsBody()
                ? bodies.read(request.exchange().getRequest(), group.style(), route)
                : Mono.just(Optional.empty());
        return body.doOnNext(sent -> sent.ifPresent(json -> show(group, json)))
                .flatMap(sent -> operations.run(route.operation(), incoming(route, found.caller(), request, sent)))
                .map(outcome -> outcome instanceof Answered answered ? answered.withNews(found.news()) : outcome);
    }

    private static Incoming incoming(Route route, Caller caller, ServerRequest request, Optional<JsonNode> body) {
        Map<String, List<String>> query = request.queryParams().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, HttpTransport::values));
        return new Incoming(
                caller,
                sender(request),
                new Arguments(request.pathVariables(), query, route.awaitsBody(), body.orElse(null)),
                only(query.get("limit")),
                only(query.get("cursor")),
                request.headers().firstHeader("Idempotency-Key"));
    }

    /** A name without a value stands for an empty one. */
    private static List<String> values(Map.Entry<String, List<@Nullable String>> entry) {
        return entry.getValue().stream()
                .map(value -> Objects.requireNonNullElse(value, ""))
                .toList();
    }

    /** Several make one that is not valid. */
    private static @Nullable String only(@Nullable List<String> values) {
        return values == null ? null : String.join(",", values);
    }

    private static Sender sender(ServerRequest request) {
        Forwarding.Client client = Visit.of(request.exchange()).client();
        return new Sender(
                client.address(),
                client.forwarded() ? client.address() : null,
                request.headers().firstHeader(HttpHeaders.USER_AGENT),
                Doorman.credentials(request));
    }
}
