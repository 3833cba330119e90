package io.vedette.platform.outbox;

import io.vedette.platform.ops.Rounds;
import io.vedette.platform.ops.Ticks;
import io.vedette.platform.outbox.OutboxTable.Taken;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The safe path: looks every now and then for what nobody has announced, be it that a node died or that a listener failed. */
@Component
final class Relay extends Rounds {
    private static final Duration BETWEEN_FULL_ROUNDS = Duration.ofMillis(100);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final OutboxTable table;
    private final Announcer announcer;
    private final RelayRun run;
    private final RelayPace pace;
    private final OutboxMeters meters;
    private final AtomicInteger runs = new AtomicInteger();
    private volatile long begunAt = Ticks.nanos() - BETWEEN_FULL_ROUNDS.toNanos();
    private volatile long moreUntil = Ticks.nanos();

    Relay(OutboxTable table, Announcer announcer, RelayRun run, RelayPace pace, OutboxMeters meters) {
        super(pace.period());
        this.table = table;
        this.announcer = announcer;
        this.run = run;
        this.pace = pace;
        this.meters = meters;
    }

    /** Waits for no run: one that takes long holds up its own key, and no other. */
    @Override
    protected Mono<Duration> round() {
        Duration early = BETWEEN_FULL_ROUNDS.minusNanos(Ticks.nanos() - begunAt);
        if (early.isPositive()) {
            return Mono.just(early);
        }
        begunAt = Ticks.nanos();
        int free = pace.keys() - runs.get();
        return free <= 0
                ? Mono.just(BETWEEN_FULL_ROUNDS)
                : table.take(free, announcer.ours())
                        .collectList()
                        .doOnError(_ -> meters.missed())
                        .map(this::begin);
    }

    /** What was taken belongs to nobody else until its lease is over. */
    @Override
    protected Mono<Void> leftOver() {
        return Flux.interval(Duration.ZERO, BETWEEN_LOOKS)
                .takeWhile(_ -> runs.get() > 0)
                .then();
    }

    private Duration begin(List<Taken> taken) {
        taken.stream()
                .sorted(Comparator.comparingLong(Taken::id))
                .collect(Collectors.groupingBy(Taken::key))
                .values()
                .forEach(this::follow);
        return taken.isEmpty() && Ticks.nanos() - moreUntil >= 0 ? pace.period() : BETWEEN_FULL_ROUNDS;
    }

    private void follow(List<Taken> rows) {
        runs.incrementAndGet();
        run.of(rows).doFinally(_ -> ended(rows.size())).subscribe();
    }

    /** Of that key there is probably more, which can be taken once these rows are deleted. */
    private void ended(int rows) {
        runs.decrementAndGet();
        if (rows >= pace.length()) {
            moreUntil = Ticks.nanos() + pace.period().toNanos();
            wake();
        }
    }
}
