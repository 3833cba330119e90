package io.vedette.devices.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.devices.Device.Presence;
import io.vedette.devices.PresenceChanged;
import io.vedette.platform.bus.Bus;
import io.vedette.testing.DeviceRows;
import io.vedette.testing.Statements;
import io.vedette.testing.faults.Peer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Very many are away for longer than their grace. */
class StormTest {
    private static final int MANY = 1_000;

    private final Map<UUID, List<Presence>> told = new ConcurrentHashMap<>();

    @Test
    void each_goes_once_and_comes_once() {
        try (Fleet fleet = Fleet.with(Fleet.QUICK);
                Statements statements = Statements.on(fleet.database)) {
            fleet.rows.cameras(MANY);
            fleet.server
                    .bean(Bus.class)
                    .subscribe(PresenceChanged.class, "storm", fact -> Mono.fromRunnable(() -> told(fact)));
            List<Peer> peers = fleet.connect(MANY);
            allAreTold(List.of(Presence.ONLINE));
            statements.reset();
            peers.forEach(Peer::cut);
            allAreTold(List.of(Presence.ONLINE, Presence.OFFLINE));
            fleet.connect(MANY);
            allAreTold(List.of(Presence.ONLINE, Presence.OFFLINE, Presence.ONLINE));
            long updates = statements.calls("update devices d set (online|nodes)");
            System.out.printf("%d that went and came cost %d updates%n", MANY, updates);
            assertThat(updates).as("updates").isPositive().isLessThanOrEqualTo(2 * MANY / 100);
        }
    }

    private void told(PresenceChanged fact) {
        told.computeIfAbsent(fact.deviceId(), _ -> new CopyOnWriteArrayList<>()).add(fact.presence());
    }

    private void allAreTold(List<Presence> all) {
        Fleet.await(
                "all are told",
                () -> IntStream.rangeClosed(1, MANY)
                        .allMatch(number -> of(number).size() >= all.size()));
        assertThat(IntStream.rangeClosed(1, MANY).mapToObj(this::of)).containsOnly(all);
    }

    private List<Presence> of(int number) {
        return told.getOrDefault(DeviceRows.numbered(number), List.of());
    }
}
