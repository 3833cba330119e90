package io.vedette.platform.web;

import static io.vedette.platform.failure.CommonProblem.UNAUTHENTICATED;

import io.vedette.platform.data.DatabaseFailures;
import io.vedette.platform.failure.FailureException;
import io.vedette.platform.operation.Caller;
import io.vedette.platform.operation.CallerFinder.Found;
import io.vedette.platform.operation.Callers;
import io.vedette.platform.operation.Credentials;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/** Finds out who makes a request, and whether they may come this often. */
@Component
final class Doorman {
    private final Callers callers;
    private final RateLimits limits;

    Doorman(Callers callers, RateLimits limits) {
        this.callers = callers;
        this.limits = limits;
    }

    /** Nobody is asked who they are. */
    Mono<Found> letIn(ServerRequest request, boolean limited) {
        return Mono.just(new Found(anonymous(request), false)).doOnNext(found -> take(limited, found.caller()));
    }

    /** Bad credentials count against the address they come from, as calls without any do. */
    Mono<Found> find(ServerRequest request, boolean limited) {
        Caller anonymous = anonymous(request);
        Credentials shown = credentials(request);
        return Mono.fromRunnable(() -> refuseGuesses(shown, anonymous))
                .then(Mono.defer(
                        () -> callers.find(shown, Visit.of(request.exchange()).address())))
                .onErrorMap(DatabaseFailures::translate)
                .doOnError(Doorman::isBadCredentials, _ -> limits.take(anonymous))
                .doOnNext(found -> take(limited, found.caller()));
    }

    static Credentials credentials(ServerRequest request) {
        Map<String, String> cookies = request.cookies().values().stream()
                .map(List::getFirst)
                .collect(Collectors.toMap(HttpCookie::getName, HttpCookie::getValue));
        return new Credentials(request.headers().firstHeader(HttpHeaders.AUTHORIZATION), cookies);
    }

    /** A password can be guessed, unlike a token: an address that was wrong too often isn't told when it is right. */
    private void refuseGuesses(Credentials shown, Caller anonymous) {
        if (shown.authorization("Basic").isPresent()) {
            limits.look(anonymous);
        }
    }

    private void take(boolean limited, Caller caller) {
        if (limited) {
            limits.take(caller);
        }
    }

    private static Caller anonymous(ServerRequest request) {
        return new Caller.Anonymous(Visit.of(request.exchange()).address());
    }

    private static boolean isBadCredentials(Throwable error) {
        return error instanceof FailureException refused && refused.failure().problem() == UNAUTHENTICATED;
    }
}
