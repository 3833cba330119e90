package io.vedette.platform.operation;

import static io.vedette.platform.failure.CommonProblem.IDEMPOTENCY_IN_PROGRESS;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Lets one in at a time per key on this node. The database would do so too, but each who waits there holds a connection.
 */
final class Turnstile {
    private final ConcurrentMap<Object, Sinks.Empty<Void>> inside = new ConcurrentHashMap<>();
    private final Duration patience;

    Turnstile(Duration patience) {
        this.patience = patience;
    }

    <T> Mono<T> one(Object key, Mono<T> work) {
        return Mono.defer(() -> enter(key, work, System.nanoTime() + patience.toNanos()));
    }

    /** However many went in before, nobody waits beyond the end of his patience. */
    private <T> Mono<T> enter(Object key, Mono<T> work, long end) {
        Sinks.Empty<Void> mine = Sinks.empty();
        Sinks.Empty<Void> other = inside.putIfAbsent(key, mine);
        return other == null
                ? Mono.using(() -> mine, _ -> work, _ -> leave(key, mine))
                : left(other, Duration.ofNanos(Math.max(0, end - System.nanoTime())))
                        .then(Mono.defer(() -> enter(key, work, end)));
    }

    private Mono<Void> left(Sinks.Empty<Void> other, Duration atMost) {
        return other.asMono()
                .timeout(atMost)
                .onErrorMap(
                        TimeoutException.class,
                        _ -> IDEMPOTENCY_IN_PROGRESS.because("Try again when the first call has ended"));
    }

    private void leave(Object key, Sinks.Empty<Void> mine) {
        inside.remove(key, mine);
        mine.emitEmpty(Sinks.EmitFailureHandler.FAIL_FAST);
    }
}
