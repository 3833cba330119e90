package io.vedette.webhooks.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.platform.data.Batch;
import io.vedette.platform.data.Lane;
import io.vedette.platform.data.Transactions;
import io.vedette.platform.ops.Checkpoints;
import io.vedette.platform.outbox.Outbox;
import io.vedette.webhooks.WebhookSettings;
import io.vedette.webhooks.WebhooksChanged;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends what is due for a webhook, in two lines: what was never tried, in order, and what is to be tried again. Neither
 * waits for the other, and in each one try comes after the other.
 */
@Component
final class TurnRun {
    static final String ANSWERED = "webhook: after answer, before it is stored";

    private static final Logger LOG = LoggerFactory.getLogger(TurnRun.class);
    private static final int PER_STATEMENT = 200;
    private static final Duration BETWEEN = Duration.ofMillis(5);

    private final TurnTable table;
    private final WebhookEndpoints endpoints;
    private final WebhookPace pace;
    private final WebhookSettings settings;
    private final WebhookMeters meters;
    private final WebhookGauge gauge;
    private final Transactions transactions;
    private final Outbox outbox;
    private final Checkpoints checkpoints;
    private final Batch<Result, Boolean> results;

    TurnRun(
            TurnTable table,
            WebhookEndpoints endpoints,
            WebhookPace pace,
            WebhookSettings settings,
            WebhookMeters meters,
            WebhookGauge gauge,
            Transactions transactions,
            Outbox outbox,
            Checkpoints checkpoints,
            MeterRegistry registry) {
        this.table = table;
        this.endpoints = endpoints;
        this.pace = pace;
        this.settings = settings;
        this.meters = meters;
        this.gauge = gauge;
        this.transactions = transactions;
        this.outbox = outbox;
        this.checkpoints = checkpoints;
        this.results = new Batch<>("webhook-results", PER_STATEMENT, BETWEEN, table::settle, registry);
    }

    /** Never fails: what could not be written down is sent again once the lease is over. */
    Mono<Void> of(Turn turn) {
        return Mono.defer(() -> step(turn))
                .repeat(() -> turn.goesOn() && turn.hasMore())
                .then(Mono.defer(() -> end(turn)))
                .doOnError(failure ->
                        LOG.warn("A turn of webhook {} broke: {}", turn.held().id(), failure.toString()))
                .onErrorComplete();
    }

    private Mono<Void> step(Turn turn) {
        return table.waiting(turn.held().id(), pace.atATime())
                .doOnNext(turn::found)
                .flatMap(waiting -> Mono.when(line(turn, waiting.firsts()), line(turn, waiting.again())));
    }

    /** Whether the turn goes on is looked at before each. */
    private Mono<Void> line(Turn turn, List<Due> line) {
        return Flux.fromIterable(line)
                .takeWhile(_ -> turn.goesOn())
                .concatMap(due -> attempt(turn, due), 0)
                .then();
    }

    private Mono<Void> attempt(Turn turn, Due due) {
        return endpoints.send(turn.held(), due).flatMap(outcome -> {
            turn.noted(outcome);
            meters.tried(outcome);
            checkpoints.reach(ANSWERED);
            return settle(due, outcome).then(outcome.isGone() ? disable(turn.held()) : Mono.empty());
        });
    }

    private Mono<Void> settle(Due due, Outcome outcome) {
        Result result = Result.of(due, outcome);
        return results.of(result).doOnNext(_ -> meters.settled(result)).then();
    }

    private Mono<Void> disable(Held held) {
        return Lane.jobs(transactions.write(table.disable(held, "endpoint_gone")
                .flatMap(owner -> outbox.add(new WebhooksChanged(held.id(), owner))
                        .then(transactions.afterCommit(meters::disabled)))));
    }

    private Mono<Void> end(Turn turn) {
        Held held = turn.held();
        Mono<Void> overflow = turn.mayHavePiledUp()
                ? table.parkOverflow(held, settings.pending())
                        .doOnNext(meters::overflowed)
                        .then()
                : Mono.empty();
        return overflow.then(table.release(held, turn.failures(), turn.isFailing() ? pace.rest() : Duration.ZERO))
                .doOnSuccess(_ -> tellIfChanged(turn));
    }

    /** Not where it leads: an address may hold what lets somebody in there. */
    private void tellIfChanged(Turn turn) {
        if (turn.hasChangedSides()) {
            LOG.info("Webhook {} {}", turn.held().id(), turn.isFailing() ? "fails" : "is answered again");
            gauge.wake();
        }
    }
}
