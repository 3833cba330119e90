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
    private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(1);

    private final BeatsTable table;
    private final Changes changes;
    private final Transactions transactions;
    private final SteadyTime time;
    private final Counter jumps;

    BeatSweep(
            BeatsTable table,
            Changes changes,
            Transactions transactions,
            PresenceSettings settings,
            MeterRegistry meters) {
        super(BETWEEN_ROUNDS);
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
                .map(sweep -> sweep.changes().size() < BATCH ? BETWEEN_ROUNDS : Duration.ZERO);
    }

    private void compare(Sweep sweep, long asked) {
        if (time.said(sweep.now(), asked, Ticks.nanos())) {
            jumps.increment();
            LOG.warn("The database's clock has jumped; for a while nobody is taken to be offline by it");
        }
    }
}
