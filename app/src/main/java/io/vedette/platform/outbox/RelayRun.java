package io.vedette.platform.outbox;

import io.vedette.platform.bus.Bus;
import io.vedette.platform.bus.Envelope;
import io.vedette.platform.bus.UnhandledException;
import io.vedette.platform.bus.UnhandledException.Reason;
import io.vedette.platform.outbox.OutboxTable.Taken;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Announces rows of one key, one after the other, up to the first that fails; that one waits, and those behind it with it. */
@Component
final class RelayRun {
    private static final Logger LOG = LoggerFactory.getLogger(RelayRun.class);

    private final OutboxTable table;
    private final FactKinds kinds;
    private final Bus bus;
    private final KeyLines lines;
    private final AnnouncedRows announced;
    private final RelayPace pace;
    private final OutboxMeters meters;

    RelayRun(
            OutboxTable table,
            FactKinds kinds,
            Bus bus,
            KeyLines lines,
            AnnouncedRows announced,
            RelayPace pace,
            OutboxMeters meters) {
        this.table = table;
        this.kinds = kinds;
        this.bus = bus;
        this.lines = lines;
        this.announced = announced;
        this.pace = pace;
        this.meters = meters;
    }

    /** Never fails: what could not even be written down is taken again when its lease ends. */
    Mono<Void> of(List<Taken> rows) {
        return Mono.defer(() -> {
            Deque<Taken> left = new ArrayDeque<>(rows);
            return Flux.fromIterable(rows)
                    .concatMap(row -> announce(row).doOnSuccess(_ -> handled(left.remove())))
                    .then()
                    .timeout(pace.longestRun(), Mono.error(() -> new UnhandledException(Reason.OVERFLOW, "Too slow")))
                    .onErrorResume(error -> settle(left.remove(), error).then(release(left)))
                    .onErrorComplete();
        });
    }

    private Mono<Void> announce(Taken row) {
        return Mono.defer(() -> row.attempts() > pace.tries()
                ? Mono.error(new UnhandledException(Reason.FAILED, "No try came to an end"))
                : bus.publish(new Envelope<>(row.id(), kinds.read(row.kind(), row.payload()), true)));
    }

    private void handled(Taken row) {
        meters.relayed();
        announced.add(row.id());
        lines.passed(row.key(), row.id());
    }

    private Mono<Void> settle(Taken row, Throwable error) {
        if (UnhandledException.reasonOf(error) != Reason.FAILED) {
            return table.postpone(row.id(), Math.max(0, row.attempts() - 1), pace.firstBackoff());
        }
        int attempts = Math.max(1, row.attempts());
        return attempts < pace.tries() ? table.postpone(row.id(), attempts, pace.backoff(attempts)) : park(row, error);
    }

    private Mono<Void> park(Taken row, Throwable error) {
        // Of other errors, say of an unreadable payload, the message may quote it.
        String reason = error instanceof UnhandledException
                ? String.valueOf(error.getMessage())
                : error.getClass().getName();
        LOG.error("Fact {} ({}) is parked after {} tries: {}", row.id(), row.kind(), pace.tries(), reason);
        return table.park(row.id(), reason);
    }

    private Mono<Void> release(Deque<Taken> rest) {
        return rest.isEmpty()
                ? Mono.empty()
                : table.release(rest.stream().map(Taken::id).toList());
    }
}
