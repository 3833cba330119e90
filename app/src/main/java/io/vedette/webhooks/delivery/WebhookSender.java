package io.vedette.webhooks.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.platform.ops.Errands;
import io.vedette.platform.ops.Ids;
import io.vedette.platform.ops.Rounds;
import io.vedette.platform.ops.Ticks;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Gives webhooks for which something is due their turns. Each that had one goes to the end of the line; those that fail have
 * a line of their own and part of the places, so that however many hang, the others are not kept waiting.
 */
@Component
public final class WebhookSender extends Rounds {
    /** Also when something is due that another node is just taking. */
    private static final Duration SHORTEST_REST = Duration.ofMillis(100);

    /** However often somebody wakes it. */
    private static final Duration BETWEEN_ROUNDS = Duration.ofMillis(25);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final TurnTable table;
    private final TurnRun run;
    private final WebhookPace pace;
    private final Ids ids;
    private final Errands errands;
    private final Set<Turn> turns = ConcurrentHashMap.newKeySet();
    private volatile long begunAt = Ticks.nanos() - BETWEEN_ROUNDS.toNanos();

    WebhookSender(TurnTable table, TurnRun run, WebhookPace pace, Ids ids, MeterRegistry meters) {
        super(pace.period());
        this.table = table;
        this.run = run;
        this.pace = pace;
        this.ids = ids;
        this.errands = new Errands("webhook turns", meters);
    }

    /** It was changed: what this node does for it ends as soon as it can. */
    public void interrupt(UUID webhook) {
        turns.stream().filter(turn -> turn.held().id().equals(webhook)).forEach(Turn::interrupt);
    }

    /** Waits for no turn. */
    @Override
    protected Mono<Duration> round() {
        Duration early = BETWEEN_ROUNDS.minusNanos(Ticks.nanos() - begunAt);
        if (early.isPositive()) {
            return Mono.just(early);
        }
        begunAt = Ticks.nanos();
        int failing =
                (int) turns.stream().filter(turn -> turn.held().isFailing()).count();
        int free = pace.atOnce() - (turns.size() - failing);
        int freeForFailing = pace.failing() - failing;
        // Whoever ends makes the next round.
        return free + freeForFailing == 0
                ? Mono.just(pace.period())
                : table.take(free, freeForFailing, ids.next(), pace.lease()).flatMap(this::begin);
    }

    @Override
    protected Mono<Void> leftOver() {
        turns.forEach(Turn::interrupt);
        return Flux.interval(Duration.ZERO, BETWEEN_LOOKS)
                .takeWhile(_ -> !turns.isEmpty())
                .then();
    }

    private Mono<Duration> begin(List<Held> taken) {
        taken.forEach(this::begin);
        return taken.isEmpty()
                ? table.untilNext().map(this::bounded).defaultIfEmpty(pace.period())
                : Mono.just(SHORTEST_REST);
    }

    private Duration bounded(Duration rest) {
        if (rest.compareTo(SHORTEST_REST) < 0) {
            return SHORTEST_REST;
        }
        return rest.compareTo(pace.period()) < 0 ? rest : pace.period();
    }

    private void begin(Held held) {
        Turn turn = new Turn(held, pace.turn());
        turns.add(turn);
        errands.begin(run.of(turn).doFinally(_ -> {
            turns.remove(turn);
            wake();
        }));
    }
}
