package io.vedette.devices.presence;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.devices.PresenceReason;
import io.vedette.devices.presence.BeatsTable.Sweep;
import io.vedette.devices.presence.SteadyTime.Window;
import io.vedette.platform.data.Lane;
import io.vedette.platform.data.Transactions;
import io.vedette.platform.ops.Rounds;
import io.vedette.platform.ops.Ticks;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Notices the heartbeats that don't come any more. Every node does; one finds what another has not. */
@Component
final class BeatSweep extends Rounds {
    static final int BATCH = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(BeatSweep.class);
    private static final Duration SHORTEST_REST = Duration.ofSeconds(1);
    private static final Duration LONGEST_REST = Duration.ofSeconds(5);
    /** Of the time that a heartbeat counts for, so much may be added by a rest. */
    private static final int PARTS = 18;

    private final BeatsTable table;
    private final Changes changes;
    private final Transactions transactions;
    private final SteadyTime time;
    private final Counter jumps;
    private final Duration rest;

    BeatSweep(
            BeatsTable table,
            Changes changes,
            Transactions transactions,
            PresenceSettings settings,
            MeterRegistry meters) {
        super(rest(settings.timeout()));
        this.rest = rest(settings.timeout());
        this.table = table;
        this.changes = changes;
        this.transactions = transactions;
        this.time = new SteadyTime(BeatsTable.TOLERANCE, settings.timeout());
        this.jumps = meters.counter("vedette.presence.clock.jumps");
    }

    @Override
    protected Mono<Duration> round() {
        long asked = Ticks.nanos();
        Window window = time.window(asked);
        return Lane.jobs(transactions.write(table.runOut(window.from(), window.until(), BATCH)
                        .flatMap(sweep -> changes.told(sweep.changes(), PresenceReason.HEARTBEAT_TIMEOUT)
                                .thenReturn(sweep))))
                .doOnNext(sweep -> compare(sweep, asked))
                .map(sweep -> sweep.changes().size() < BATCH ? rest : Duration.ZERO);
    }

    private static Duration rest(Duration timeout) {
        Duration part = timeout.dividedBy(PARTS);
        Duration atLeast = part.compareTo(SHORTEST_REST) > 0 ? part : SHORTEST_REST;
        return atLeast.compareTo(LONGEST_REST) < 0 ? atLeast : LONGEST_REST;
    }

    private void compare(Sweep sweep, long asked) {
        if (time.said(sweep.now(), asked, Ticks.nanos())) {
            jumps.increment();
            LOG.warn("The database's clock has jumped; for a while nobody is taken to be offline by it");
        }
    }
}
