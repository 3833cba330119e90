package io.vedette.platform.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** The rows that have served their time; they are deleted many at once, soon. */
@Component
final class AnnouncedRows implements DisposableBean {
    static final int CAPACITY = 50_000;

    private static final int BATCH = 500;
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(5);

    private final OutboxTable table;
    private final Counter forgotten;
    private final Set<Long> ids = new LinkedHashSet<>();
    private boolean deleting;
    private volatile boolean closed;

    AnnouncedRows(OutboxTable table, MeterRegistry meters) {
        this.table = table;
        this.forgotten = meters.counter("vedette.outbox.forgotten");
        Gauge.builder("vedette.outbox.deleting", this, AnnouncedRows::size).register(meters);
    }

    /** With the database away for long some are forgotten, and announced again by the relay. */
    void add(long id) {
        if (isFirst(id)) {
            deleteSoon()
                    .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_BACKOFF)
                            .maxBackoff(LONGEST_BACKOFF)
                            .filter(_ -> !closed))
                    .subscribe(null, _ -> forgotten.increment());
        }
    }

    @Override
    public void destroy() {
        closed = true;
    }

    synchronized List<Long> ids() {
        return List.copyOf(ids);
    }

    synchronized int size() {
        return ids.size();
    }

    private synchronized boolean isFirst(long id) {
        if (ids.size() >= CAPACITY) {
            forgotten.increment();
            return false;
        }
        ids.add(id);
        boolean first = !deleting;
        deleting = true;
        return first;
    }

    /** A statement waits for others that may share it, unless there are enough. */
    private Mono<Void> deleteSoon() {
        return Mono.defer(() -> Mono.delay(size() < BATCH ? PAUSE : Duration.ZERO))
                .then(Mono.fromSupplier(this::batch))
                .flatMap(batch ->
                        batch.isEmpty() ? Mono.just(batch) : table.delete(batch).thenReturn(batch))
                .doOnNext(this::forget)
                .repeat()
                .takeUntil(List::isEmpty)
                .then();
    }

    private synchronized List<Long> batch() {
        deleting = !ids.isEmpty();
        return ids.stream().limit(BATCH).toList();
    }

    private synchronized void forget(List<Long> batch) {
        batch.forEach(ids::remove);
    }
}
