package io.vedette.platform.operation;

import static io.vedette.platform.failure.CommonProblem.UNAUTHENTICATED;

import io.vedette.platform.operation.CallerFinder.Found;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Asks every {@link CallerFinder} in turn who is calling. */
@Component
public final class Callers {
    private final List<CallerFinder> finders;

    Callers(List<CallerFinder> finders) {
        this.finders = List.copyOf(finders);
    }

    /** Anonymous when nothing was shown; credentials that nobody knows are refused, not overlooked. */
    public Mono<Found> find(Credentials credentials, String address) {
        return Flux.fromIterable(finders)
                .concatMap(finder -> finder.find(credentials), 1)
                .filter(Optional::isPresent)
                .map(Optional::get)
                .next()
                .switchIfEmpty(Mono.defer(() -> unknown(credentials, address)));
    }

    /** Whether somebody can be one of these here. */
    public boolean mayBe(Set<CallerKind> kinds) {
        return kinds.stream()
                .anyMatch(kind ->
                        finders.stream().noneMatch(finder -> finder.rulesOut().contains(kind)));
    }

    private static Mono<Found> unknown(Credentials credentials, String address) {
        return credentials.areNone()
                ? Mono.just(new Found(new Caller.Anonymous(address), false))
                : Mono.error(UNAUTHENTICATED.because("These credentials are not known here"));
    }
}
