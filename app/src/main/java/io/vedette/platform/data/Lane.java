package io.vedette.platform.data;

import java.time.Duration;
import java.util.Locale;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/** Which connections a piece of work uses, so that requests waiting for a lock can't starve sweepers, the relay and health. */
public enum Lane {
    /** Someone waits for the answer. */
    REQUESTS(Duration.ofMillis(1_900), Duration.ofMillis(1_500)),
    /** Nobody waits, and it may take a little longer. */
    JOBS(Duration.ofMillis(4_500), Duration.ofMillis(4_000));

    private final Duration lease;
    private final Duration statementTimeout;

    Lane(Duration lease, Duration statementTimeout) {
        this.lease = lease;
        this.statementTimeout = statementTimeout;
    }

    public static <T> Mono<T> jobs(Mono<T> work) {
        return work.contextWrite(context -> context.put(Lane.class, JOBS));
    }

    public static <T> Flux<T> jobs(Flux<T> work) {
        return work.contextWrite(context -> context.put(Lane.class, JOBS));
    }

    static Lane of(ContextView context) {
        return context.<Lane>getOrEmpty(Lane.class).orElse(REQUESTS);
    }

    /** How long, from asking for a connection to giving it back, a piece of work may take. */
    Duration lease() {
        return lease;
    }

    /** A little less, so that PostgreSQL itself ends what is only slow and the connection lives on. */
    Duration statementTimeout() {
        return statementTimeout;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
