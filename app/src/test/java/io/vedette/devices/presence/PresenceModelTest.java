package io.vedette.devices.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.devices.Device.Presence;
import io.vedette.devices.PresenceChanged;
import io.vedette.devices.PresenceReason;
import io.vedette.platform.bus.Bus;
import io.vedette.platform.data.DatabaseUrl;
import io.vedette.realtime.Sockets;
import io.vedette.realtime.engine.CloseCause;
import io.vedette.testing.Property;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.faults.Peer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Devices come, go, beat and are revoked at random on two nodes, which are given up at times: at the end the rows are true, and so is what was told. */
class PresenceModelTest {
    private static final int DEVICES = 5;
    private static final int STEPS = 60;

    private final Map<UUID, SortedMap<Long, PresenceChanged>> told = new ConcurrentHashMap<>();
    private final Map<UUID, List<Peer>> sockets = new HashMap<>();
    private List<Fleet> nodes = List.of();

    @Test
    void whatever_happens_the_row_is_true_and_facts_alternate() {
        DatabaseUrl database = TestDatabase.fresh();
        Map<String, String> settings =
                Map.of("PRESENCE_GRACE", "50ms", "PRESENCE_TIMEOUT", "1s", "PRESENCE_LEASE", "900ms");
        try (Fleet one = Fleet.on(database, settings);
                Fleet other = Fleet.on(database, settings)) {
            nodes = List.of(one, other);
            nodes.forEach(this::listen);
            Property.check(5, this::run);
        }
    }

    private void listen(Fleet node) {
        node.server
                .bean(Bus.class)
                .receive(
                        PresenceChanged.class,
                        "model",
                        envelope -> Mono.fromRunnable(() -> told.computeIfAbsent(
                                        envelope.fact().deviceId(), _ -> new ConcurrentSkipListMap<>())
                                .put(envelope.id(), envelope.fact())));
    }

    private void run(RandomGenerator random) {
        List<UUID> cameras =
                Stream.generate(nodes.getFirst()::camera).limit(DEVICES).toList();
        for (int step = 0; step < STEPS; step++) {
            step(random, cameras.get(random.nextInt(DEVICES)));
        }
        cameras.forEach(this::isTrue);
    }

    private void step(RandomGenerator random, UUID camera) {
        Fleet node = nodes.get(random.nextInt(nodes.size()));
        List<Peer> open = sockets.computeIfAbsent(camera, _ -> new ArrayList<>());
        switch (random.nextInt(11)) {
            case 0, 1, 2 -> open.add(node.connect(camera));
            case 3, 4, 5 ->
                open.stream().findAny().ifPresent(peer -> {
                    open.remove(peer);
                    peer.cut();
                });
            case 6 -> node.beats(camera);
            case 7 -> Fleet.await("all is told", () -> told(camera).isEmpty() || agrees(camera));
            case 8 -> {
                node.end(camera, PresenceReason.REVOKED);
                nodes.forEach(each -> each.server
                        .bean(Sockets.class)
                        .ofDevice(camera)
                        .forEach(socket -> socket.end(CloseCause.REVOKED)));
                open.clear();
            }
            case 9 -> {
                UUID given = node.server.bean(Membership.class).node();
                node.sql("update nodes set left_because = 'node_lost' where id = '%s'".formatted(given));
            }
            default -> {
                open.forEach(Peer::cut);
                open.clear();
            }
        }
        open.removeIf(Peer::hasEnded);
    }

    /** Whether the last that was told is what the row says. */
    private boolean agrees(UUID camera) {
        List<Presence> all = told(camera);
        return !all.isEmpty() && all.getLast() == Presence.of(nodes.getFirst().isOnline(camera));
    }

    private List<Presence> told(UUID camera) {
        return told.getOrDefault(camera, new ConcurrentSkipListMap<>()).values().stream()
                .map(PresenceChanged::presence)
                .toList();
    }

    private void isTrue(UUID camera) {
        sockets.getOrDefault(camera, new ArrayList<>()).removeIf(Peer::hasEnded);
        boolean here = !sockets.getOrDefault(camera, List.of()).isEmpty();
        Fleet.await(
                "the row of %s says that it is %s".formatted(camera, here ? "here" : "away"),
                () -> nodes.getFirst()
                                .rows
                                .read(camera, "online = (nodes <> '{}') and beats_until is null")
                                .equals("t")
                        && nodes.getFirst().isOnline(camera) == here);
        Fleet.await("it is told", () -> told(camera).isEmpty() ? !here : agrees(camera));
        List<Presence> order = told(camera);
        for (int each = 0; each < order.size(); each++) {
            assertThat(order.get(each)).as("%d of %s", each, order).isEqualTo(Presence.of(each % 2 == 0));
        }
    }
}
