package io.vedette.platform.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.platform.bus.Bus;
import io.vedette.platform.bus.Envelope;
import io.vedette.platform.bus.Fact;
import io.vedette.platform.ops.Checkpoints;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.scheduler.Schedulers;

/** The fast path: announces what this node has committed at once, and leaves to the relay what it can't. */
@Component
final class Announcer {
    static final String AFTER_COMMIT = "outbox: after commit, before announcement";
    static final String AFTER_ANNOUNCEMENT = "outbox: after announcement, before deletion";
    static final int CAPACITY = 10_000;

    private final Bus bus;
    private final AnnouncedRows announced;
    private final Checkpoints checkpoints;
    private final KeyLines lines;
    private final Counter told;
    private final Counter left;

    Announcer(Bus bus, AnnouncedRows announced, KeyLines lines, Checkpoints checkpoints, MeterRegistry meters) {
        this.bus = bus;
        this.announced = announced;
        this.lines = lines;
        this.checkpoints = checkpoints;
        this.told = meters.counter("vedette.outbox.announced", "path", "fast");
        this.left = meters.counter("vedette.outbox.left");
        Gauge.builder("vedette.outbox.queue", lines, KeyLines::size).register(meters);
    }

    /** A full line is no harm: the row is there, and the relay finds it. */
    void expect(String key, Written row) {
        lines.join(key, row);
    }

    void committed(long id, Fact fact) {
        checkpoints.reach(AFTER_COMMIT);
        follow(lines.committed(fact.key(), id, fact));
    }

    void takenBack(long id, String key) {
        follow(lines.takenBack(key, id));
    }

    /** The rows that the relay of this node need not look at. */
    Long[] ours() {
        return Stream.concat(lines.ids().stream(), announced.ids().stream()).toArray(Long[]::new);
    }

    boolean isBusy() {
        return lines.isBusy();
    }

    private void follow(KeyLines.Turn turn) {
        left.increment(turn.left());
        if (turn.next() != null) {
            announce(turn.next());
        }
    }

    /** On a thread of its own: the committing one has an answer to give. */
    private void announce(Envelope<?> envelope) {
        String key = envelope.fact().key();
        bus.publish(envelope)
                .subscribeOn(Schedulers.parallel())
                .subscribe(null, _ -> follow(lines.failed(key)), () -> handled(key, envelope.id()));
    }

    private void handled(String key, long id) {
        told.increment();
        checkpoints.reach(AFTER_ANNOUNCEMENT);
        announced.add(id);
        follow(lines.told(key, id));
    }
}
