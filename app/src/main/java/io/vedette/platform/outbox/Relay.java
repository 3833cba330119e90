package io.vedette.platform.outbox;

import io.vedette.platform.outbox.OutboxTable.Taken;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The safe path: looks every now and then for what nobody has announced, be it that a node died or that a listener failed. */
@Component
final class Relay implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final Duration BETWEEN_FULL_ROUNDS = Duration.ofMillis(100);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final OutboxTable table;
    private final Announcer announcer;
    private final RelayRun run;
    private final RelayPace pace;
    private final OutboxMeters meters;
    private final AtomicInteger runs = new AtomicInteger();
    private Sinks.Empty<Void> stop = Sinks.empty();
    private volatile boolean running;
    private volatile boolean looking;
    private boolean failing;

    Relay(OutboxTable table, Announcer announcer, RelayRun run, RelayPace pace, OutboxMeters meters) {
        this.table = table;
        this.announcer = announcer;
        this.run = run;
        this.pace = pace;
        this.meters = meters;
    }

    /** The last to start: by then everyone listens. */
    @Override
    public void start() {
        running = true;
        stop = Sinks.empty();
        Mono<Void> stopped = stop.asMono();
        Mono.defer(this::round)
                .onErrorResume(this::skip)
                .flatMap(pause -> Mono.delay(pause).takeUntilOther(stopped))
                .repeat(() -> running)
                .subscribe();
        Mono.defer(table::waiting)
                .doOnNext(meters::measured)
                .onErrorComplete()
                .then(Mono.delay(pace.period().multipliedBy(10)).takeUntilOther(stopped))
                .repeat(() -> running)
                .subscribe();
    }

    /** Takes no more, and ends what it has taken if that is possible soon. */
    @Override
    public void stop(Runnable callback) {
        running = false;
        if (stop.tryEmitEmpty().isFailure()) {
            LOG.debug("The relay was stopped before");
        }
        Flux.interval(Duration.ZERO, BETWEEN_LOOKS)
                .takeWhile(_ -> looking || runs.get() > 0)
                .take(LONGEST_STOP)
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

    private Mono<Duration> round() {
        int free = pace.keys() - runs.get();
        if (free <= 0) {
            return Mono.just(BETWEEN_FULL_ROUNDS);
        }
        looking = true;
        return table.take(free, announcer.ours()).collectList().map(this::begin).doFinally(_ -> looking = false);
    }

    private Duration begin(List<Taken> taken) {
        failing = false;
        taken.stream()
                .sorted(Comparator.comparingLong(Taken::id))
                .collect(Collectors.groupingBy(Taken::key))
                .values()
                .forEach(this::follow);
        return taken.isEmpty() ? pace.period() : BETWEEN_FULL_ROUNDS;
    }

    private void follow(List<Taken> rows) {
        runs.incrementAndGet();
        run.of(rows).doFinally(_ -> runs.decrementAndGet()).subscribe();
    }

    /** Told once, as long as it lasts. */
    private Mono<Duration> skip(Throwable error) {
        meters.missed();
        if (!failing) {
            LOG.warn("The relay cannot look for facts: {}", error.toString());
        }
        failing = true;
        return Mono.just(pace.period());
    }
}
