package io.vedette.platform.web;

import static io.vedette.platform.failure.CommonProblem.UNAUTHENTICATED;

import io.vedette.platform.data.DatabaseFailures;
import io.vedette.platform.failure.FailureException;
import io.vedette.platform.operation.Arguments;
import io.vedette.platform.operation.Caller;
import io.vedette.platform.operation.CallerFinder.Found;
import io.vedette.platform.operation.Callers;
import io.vedette.platform.operation.Credentials;
import io.vedette.platform.operation.Incoming;
import io.vedette.platform.operation.Operations;
import io.vedette.platform.operation.Outcome;
import io.vedette.platform.operation.Outcome.Failed;
import io.vedette.platform.ops.LogContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import tools.jackson.databind.JsonNode;

/** Takes a request to its operation: who calls, may they come this often, and what did they send. */
@Component
final class HttpTransport {
    private final Callers callers;
    private final SiteGuard guard;
    private final RateLimits limits;
    private final Bodies bodies;
    private final Operations operations;
    private final Responses responses;

    HttpTransport(
            Callers callers,
            SiteGuard guard,
            RateLimits limits,
            Bodies bodies,
            Operations operations,
            Responses responses) {
        this.callers = callers;
        this.guard = guard;
        this.limits = limits;
        this.bodies = bodies;
        this.operations = operations;
        this.responses = responses;
    }

    Mono<ServerResponse> handle(RouteGroup group, Route route, ServerRequest request) {
        return caller(group, route, request)
                .flatMap(caller -> outcome(route, caller, request).contextWrite(logged(caller)))
                .onErrorResume(FailureException.class, refused -> Mono.just(new Failed(refused.failure())))
                .flatMap(outcome -> responses.write(group.style(), route, outcome));
    }

    /** Bad credentials count against the address they come from, as calls without any do. */
    private Mono<Caller> caller(RouteGroup group, Route route, ServerRequest request) {
        Caller anonymous = new Caller.Anonymous(Visit.of(request.exchange()).address());
        if (route.operation().isOpenToAnyone()) {
            return Mono.just(anonymous).doOnNext(caller -> take(group, caller));
        }
        HttpHeaders headers = request.headers().asHttpHeaders();
        Credentials shown = credentials(request);
        return Mono.fromRunnable(() -> refuseGuesses(shown, anonymous))
                .then(Mono.defer(
                        () -> callers.find(shown, Visit.of(request.exchange()).address())))
                .onErrorMap(DatabaseFailures::translate)
                .doOnError(HttpTransport::isBadCredentials, _ -> limits.take(anonymous))
                .doOnNext(found -> take(group, found.caller()))
                .doOnNext(found -> guard.check(found, route, headers))
                .map(Found::caller);
    }

    /** A password can be guessed, unlike a token: an address that was wrong too often isn't told when it is right. */
    private void refuseGuesses(Credentials shown, Caller anonymous) {
        if (shown.authorization("Basic").isPresent()) {
            limits.look(anonymous);
        }
    }

    private static boolean isBadCredentials(Throwable error) {
        return error instanceof FailureException refused && refused.failure().problem() == UNAUTHENTICATED;
    }

    private void take(RouteGroup group, Caller caller) {
        if (group.limited()) {
            limits.take(caller);
        }
    }

    private Mono<Outcome> outcome(Route route, Caller caller, ServerRequest request) {
        Mono<Optional<JsonNode>> body =
                route.awaitsBody() ? bodies.read(request.exchange().getRequest()) : Mono.just(Optional.empty());
        return body.flatMap(sent -> operations.run(route.operation(), incoming(route, caller, request, sent)));
    }

    private static Incoming incoming(Route route, Caller caller, ServerRequest request, Optional<JsonNode> body) {
        Map<String, List<String>> query = request.queryParams().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, HttpTransport::values));
        return new Incoming(
                caller,
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

    private static Credentials credentials(ServerRequest request) {
        Map<String, String> cookies = request.cookies().values().stream()
                .map(List::getFirst)
                .collect(Collectors.toMap(HttpCookie::getName, HttpCookie::getValue));
        return new Credentials(request.headers().firstHeader(HttpHeaders.AUTHORIZATION), cookies);
    }

    private static Function<Context, Context> logged(Caller caller) {
        return switch (caller) {
            case Caller.User user -> LogContext.user(user.id());
            case Caller.Device device ->
                LogContext.user(device.userId())
                        .andThen(LogContext.device(device.id().toString()));
            case Caller.Anonymous _, Caller.Operator _, Caller.Monitor _ -> Function.identity();
        };
    }
}
