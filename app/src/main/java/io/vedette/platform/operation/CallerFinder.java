package io.vedette.platform.operation;

import io.vedette.platform.operation.Answer.Header;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Knows one kind of credentials. Features supply one each; nobody else learns how a caller is proven. */
public interface CallerFinder {
    /** Empty when these are not credentials of its kind; an error when they are, and don't hold. */
    Mono<Optional<Found>> find(Credentials credentials);

    /** The kinds of callers that there are none of on this server, as it was told of no way to prove to be one. */
    default Set<CallerKind> rulesOut() {
        return Set.of();
    }

    /**
     * Ambient credentials are those that a browser adds by itself, so that another site could make it call. The news are
     * for whoever showed them, such as that they live longer now.
     */
    record Found(Caller caller, boolean ambient, List<Header> news) {
        public Found {
            news = List.copyOf(news);
        }

        public Found(Caller caller, boolean ambient) {
            this(caller, ambient, List.of());
        }
    }
}
