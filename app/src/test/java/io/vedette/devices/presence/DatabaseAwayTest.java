package io.vedette.devices.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.data.DatabaseUrl;
import io.vedette.testing.TcpProxy;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.faults.Peer;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What happens while nobody can write it down is written down later. */
class DatabaseAwayTest {
    @Test
    void who_came_and_who_went_meanwhile_is_told_when_it_is_back() {
        DatabaseUrl database = TestDatabase.fresh();
        try (TcpProxy network = TcpProxy.to(database.host(), database.port());
                Fleet fleet = Fleet.through(database.withPort(network.port()), database, Fleet.QUICK)) {
            UUID leaving = fleet.camera();
            UUID coming = fleet.camera();
            Watcher watcher = fleet.watcher(leaving, coming);
            Peer peer = fleet.connect(leaving);
            watcher.hears(leaving, "online", "connected");
            network.blackhole();
            network.cut();
            peer.cut();
            peer.ended();
            fleet.connect(coming);
            Fleet.await("it was tried", () -> fleet.count("vedette.presence.write.failures") >= 2);
            assertThat(fleet.isOnline(leaving)).isTrue();
            assertThat(fleet.isOnline(coming)).isFalse();
            network.heal();
            Fleet.await("the rows are true", () -> !fleet.isOnline(leaving) && fleet.isOnline(coming));
            watcher.hears();
            watcher.hears();
        }
    }
}
