package io.vedette.platform.ops;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Work that a node does again and again, one round after the other: each says how long to rest, unless somebody wakes it. */
public abstract class Rounds implements SmartLifecycle {
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    private final Logger log = LoggerFactory.getLogger(getClass());
    private final Duration restAfterFailure;
    private Sinks.Empty<Void> stop = Sinks.empty();
    private Mono<Void> ended = Mono.empty();
    private Disposable rounds = Disposables.disposed();
    private volatile Sinks.Empty<Void> alarm = Sinks.empty();
    private volatile boolean running;
    private volatile boolean failing;

    protected Rounds(Duration restAfterFailure) {
        this.restAfterFailure = restAfterFailure;
    }

    /** Does what there is to do, and says how long to rest then. */
    protected abstract Mono<Duration> round();

    /** What rounds have begun without waiting for it; a stop does, once no round is under way. */
    protected Mono<Void> leftOver() {
        return Mono.empty();
    }

    /** There is something to do. Whoever calls during a round wakes the next one: it may have looked already. */
    public final void wake() {
        alarm.tryEmitEmpty();
    }

    @Override
    public void start() {
        running = true;
        stop = Sinks.empty();
        Sinks.Empty<Void> end = Sinks.empty();
        ended = end.asMono();
        rounds = Mono.defer(this::roundAndRest)
                .repeat(() -> running)
                .doFinally(_ -> end.tryEmitEmpty())
                .subscribe();
    }

    /** What is under way may end, while its connections are still there; what takes longer is given up. */
    @Override
    public void stop(Runnable callback) {
        running = false;
        stop.tryEmitEmpty();
        ended.then(Mono.defer(this::leftOver))
                .timeout(LONGEST_STOP, Mono.fromRunnable(rounds::dispose))
                .doFinally(_ -> callback.run())
                .subscribe();
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private Mono<Void> roundAndRest() {
        Sinks.Empty<Void> next = Sinks.empty();
        alarm = next;
        return Mono.defer(this::round)
                .doOnNext(_ -> failing = false)
                .onErrorResume(this::tell)
                .flatMap(rest -> Mono.firstWithSignal(Mono.delay(rest).then(), next.asMono(), stop.asMono()));
    }

    /** Once, as long as it lasts: mostly it is the database, and that is known from elsewhere. */
    private Mono<Duration> tell(Throwable failure) {
        if (!failing) {
            failing = true;
            log.warn(
                    "A round failed; it is tried again every {} s: {}",
                    restAfterFailure.toSeconds(),
                    failure.toString());
        }
        return Mono.just(restAfterFailure);
    }
}
