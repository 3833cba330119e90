package io.vedette.commands.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.platform.bus.Bus;
import io.vedette.platform.data.Lane;
import io.vedette.platform.data.Transactions;
import io.vedette.platform.ops.Rounds;
import io.vedette.platform.outbox.FactRows;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Writes down which commands were sent and which confirmed, many at once. A mark that is lost is no harm: the next push of
 * the command, or its acknowledgement, makes up for it.
 */
@Component
final class Marks extends Rounds {
    static final int CAPACITY = 20_000;

    private static final int BATCH = 500;
    private static final Duration BETWEEN = Duration.ofMillis(5);
    private static final Duration LONGEST_REST = Duration.ofMinutes(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final DeliveryTable table;
    private final FactRows facts;
    private final Transactions transactions;
    private final Counter lost;
    private final LinkedHashMap<UUID, Boolean> waiting = new LinkedHashMap<>();
    private final Set<UUID> quieted = new HashSet<>();
    private Map<UUID, Boolean> writing = Map.of();
    private Sinks.Empty<Void> written = Sinks.empty();

    Marks(DeliveryTable table, FactRows facts, Transactions transactions, MeterRegistry meters) {
        super(AFTER_FAILURE);
        this.table = table;
        this.facts = facts;
        this.transactions = transactions;
        this.lost = meters.counter("vedette.command.marks.lost");
        Gauge.builder("vedette.command.marks", this, Marks::size).register(meters);
    }

    /** After the sockets, and before what announces the facts. */
    @Override
    public int getPhase() {
        return Bus.PHASE + 3;
    }

    void sent(UUID commandId) {
        add(commandId, false);
    }

    void confirmed(UUID commandId) {
        add(commandId, true);
    }

    /** Until that is done nothing is written of the command, and nothing any more if that settles it. */
    <T> Mono<T> quietly(UUID commandId, Mono<T> settling, Predicate<T> settles) {
        return Mono.defer(() -> {
            AtomicReference<@Nullable Boolean> mark = new AtomicReference<>(drop(commandId));
            return underWay(commandId)
                    .then(settling)
                    .doOnNext(result -> mark.updateAndGet(dropped -> settles.test(result) ? null : dropped))
                    .doFinally(_ -> restore(commandId, mark.get()));
        });
    }

    private synchronized @Nullable Boolean drop(UUID commandId) {
        return waiting.remove(commandId);
    }

    private synchronized Mono<Void> underWay(UUID commandId) {
        if (!writing.containsKey(commandId)) {
            return Mono.empty();
        }
        quieted.add(commandId);
        return written.asMono();
    }

    private void restore(UUID commandId, @Nullable Boolean mark) {
        if (mark != null) {
            add(commandId, mark);
        }
    }

    private void add(UUID commandId, boolean confirmed) {
        if (put(commandId, confirmed)) {
            wake();
        }
    }

    private synchronized boolean put(UUID commandId, boolean confirmed) {
        if (waiting.size() >= CAPACITY && !waiting.containsKey(commandId)) {
            lost.increment();
            return false;
        }
        waiting.merge(commandId, confirmed, Boolean::logicalOr);
        return waiting.size() == 1;
    }

    synchronized int size() {
        return waiting.size();
    }

    @Override
    protected Mono<Duration> round() {
        return size() == 0 ? Mono.just(LONGEST_REST) : Mono.delay(BETWEEN).then(write());
    }

    /** The sockets have gone by now: nothing more comes. */
    @Override
    protected Mono<Void> leftOver() {
        return Mono.defer(() -> size() == 0 ? Mono.empty() : write().then(Mono.defer(this::leftOver)))
                .onErrorComplete();
    }

    private Mono<Duration> write() {
        return Mono.defer(() -> {
            Map<UUID, Boolean> batch = take();
            return batch.isEmpty()
                    ? Mono.just(Duration.ZERO)
                    : Lane.jobs(transactions.single(table.mark(batch)))
                            .flatMap(facts::announce)
                            .doOnError(_ -> putBack())
                            .doFinally(_ -> end())
                            .thenReturn(Duration.ZERO);
        });
    }

    private synchronized Map<UUID, Boolean> take() {
        Map<UUID, Boolean> batch = new HashMap<>();
        while (batch.size() < BATCH && !waiting.isEmpty()) {
            Map.Entry<UUID, Boolean> eldest = waiting.firstEntry();
            batch.put(eldest.getKey(), eldest.getValue());
            waiting.remove(eldest.getKey());
        }
        writing = new HashMap<>(batch);
        written = Sinks.empty();
        return batch;
    }

    private synchronized void putBack() {
        writing.forEach((id, confirmed) -> {
            if (!quieted.contains(id)) {
                put(id, confirmed);
            }
        });
    }

    private void end() {
        Sinks.Empty<Void> ended;
        synchronized (this) {
            writing = Map.of();
            quieted.clear();
            ended = written;
        }
        ended.tryEmitEmpty();
    }
}
