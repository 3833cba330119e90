package io.vedette.devices.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.devices.PresenceChanged;
import io.vedette.platform.bus.Bus;
import io.vedette.testing.faults.Peer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Very many come back at once. */
class StormTest {
    private static final int MANY = 2_000;

    @Test
    void in_time_it_changes_nothing_and_costs_next_to_nothing() {
        try (Fleet fleet = Fleet.with(Fleet.PATIENT)) {
            fleet.rows.cameras(MANY);
            AtomicInteger told = new AtomicInteger();
            fleet.server
                    .bean(Bus.class)
                    .subscribe(PresenceChanged.class, "storm", _ -> Mono.fromRunnable(told::incrementAndGet));
            List<Peer> peers = fleet.connect(MANY);
            Fleet.await(
                    "all are online",
                    () -> fleet.ask("select count(*) from devices where online").equals(Integer.toString(MANY)));
            Fleet.await("all are told", () -> told.get() == MANY);
            Statements statements = Statements.on(fleet.database);
            fleet.sql("create table before as select id, last_seen_at from devices");
            peers.forEach(Peer::cut);
            peers.forEach(Peer::ended);
            fleet.connect(MANY);
            Fleet.await(
                    "all were seen again",
                    () -> fleet.ask(
                                    "select count(*) from devices join before using (id) where devices.last_seen_at > before.last_seen_at")
                            .equals(Integer.toString(MANY)));
            assertThat(told).hasValue(MANY);
            System.out.printf("%d reconnects cost %d updates%n", MANY, statements.count());
            assertThat(statements.count()).as("updates").isLessThanOrEqualTo(MANY / 100);
        }
    }
}
