package io.vedette.platform.operation;

import java.util.Optional;
import reactor.core.publisher.Mono;

/** Knows one kind of credentials. Features supply one each; nobody else learns how a caller is proven. */
public interface CallerFinder {
    /** Empty when these are not credentials of its kind; an error when they are, and don't hold. */
    Mono<Optional<Found>> find(Credentials credentials);

    /** Ambient credentials are those that a browser adds by itself, so that another site could make it call. */
    record Found(Caller caller, boolean ambient) {}
}
