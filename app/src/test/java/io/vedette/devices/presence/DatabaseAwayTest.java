package io.vedette.devices.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.data.DatabaseUrl;
import io.vedette.testing.TcpProxy;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.faults.Peer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What happens while nobody can write it down is written down later. */
class DatabaseAwayTest {
    private static final Duration LEASE = Duration.ofSeconds(3);

    @Test
    void who_went_meanwhile_is_told_when_it_is_back() {
        DatabaseUrl database = TestDatabase.fresh();
        try (TcpProxy network = TcpProxy.to(database.host(), database.port());
                Fleet fleet = Fleet.through(database.withPort(network.port()), database, Fleet.QUICK)) {
            UUID leaving = fleet.camera();
            Watcher watcher = fleet.watcher(leaving);
            Peer peer = fleet.connect(leaving);
            watcher.hears(leaving, "online", "connected");
            network.blackhole();
            network.cut();
            peer.cut();
            peer.ended();
            Fleet.await("it was tried", () -> fleet.count("vedette.presence.write.failures") >= 2);
            assertThat(fleet.isOnline(leaving)).isTrue();
            network.heal();
            Fleet.await("the row is true", () -> !fleet.isOnline(leaving));
            watcher.hears(leaving, "offline", "client_closed");
        }
    }

    @Test
    void nobody_is_given_up_for_not_counting_while_nobody_could() throws SQLException {
        Map<String, String> settings = Map.of("PRESENCE_GRACE", "1s", "PRESENCE_LEASE", LEASE.toSeconds() + "s");
        try (Fleet fleet = Fleet.with(settings);
                Connection holding = TestDatabase.connect(fleet.database)) {
            UUID camera = fleet.camera();
            UUID other = UUID.randomUUID();
            fleet.sql("insert into nodes (id) values ('%s')".formatted(other));
            fleet.rows.write(camera, "online = true, nodes = array['%s'::uuid]".formatted(other));
            Fleet.await("it is seen", () -> fleet.gauge("vedette.presence.nodes.others") == 1);
            holding.setAutoCommit(false);
            holding.createStatement().execute("lock table nodes in access exclusive mode");
            long begun = System.nanoTime();
            Fleet.await(
                    "a lease is over",
                    () -> System.nanoTime() - begun > Duration.ofSeconds(4).toNanos());
            long back = System.nanoTime();
            holding.commit();
            Fleet.await("it is given up later", () -> !fleet.isOnline(camera));
            assertThat(Duration.ofNanos(System.nanoTime() - back)).isGreaterThanOrEqualTo(LEASE);
        }
    }

    @Test
    void a_row_that_somebody_holds_keeps_no_other_waiting() throws SQLException {
        try (Fleet fleet = Fleet.with(Fleet.QUICK);
                Connection holding = TestDatabase.connect(fleet.database)) {
            UUID held = fleet.camera();
            UUID other = fleet.camera();
            holding.setAutoCommit(false);
            holding.createStatement().execute("select 1 from devices where id = '%s' for update".formatted(held));
            fleet.connect(held);
            Fleet.await("it was tried", () -> fleet.count("vedette.presence.write.failures") >= 1);
            fleet.connect(other);
            Fleet.await("the other is online", () -> fleet.isOnline(other));
            assertThat(fleet.isOnline(held)).isFalse();
            holding.commit();
            Fleet.await("both are", () -> fleet.isOnline(held));
        }
    }
}
