package io.vedette.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Alone;
import io.vedette.testing.Await;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.faults.Footprint;
import io.vedette.testing.faults.Listener;
import io.vedette.testing.faults.Peer;
import io.vedette.testing.faults.PollingClient;
import io.vedette.testing.faults.Scrape;
import io.vedette.testing.faults.ServerProcess;
import io.vedette.testing.faults.Servers;
import io.vedette.testing.faults.Swarm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** However sockets end, nothing of them stays. */
@Alone
class SocketLeakTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** By hand with more of them. */
    private static final int WAVES = Integer.getInteger("leaks.waves", 3);

    private static final int PEERS = Integer.getInteger("leaks.sockets", 2_000);
    /** Each connection to the database remembers whom it served last. */
    private static final int MOST_REMEMBERED = 20;

    private static final long DIRECT_CHUNK_KIB = 4 << 10;
    private static final Map<String, String> SHORT_MEMORY =
            Map.of("SOCKET_PING_INTERVAL", "1s", "SOCKET_PING_TIMEOUT", "2s", "EVENT_REPLAY_WINDOW", "3s");
    private static final List<String> GAUGES = List.of(
            "vedette_socket_sessions",
            "vedette_socket_connected",
            "vedette_socket_rooms",
            "vedette_socket_acknowledgements",
            "vedette_recovery_passes",
            "vedette_recovery_accounts");

    private static final List<String> LEFT = List.of(
            "io.vedette.realtime.engine.Session",
            "io.vedette.realtime.engine.Pulse$Guard",
            "io.vedette.realtime.protocol.Connection",
            "io.vedette.realtime.Socket",
            "com.corundumstudio.socketio.transport.NamespaceClient");

    @RegisterExtension
    final Servers servers = new Servers();

    @Test
    void wave_after_wave_leaves_the_server_as_the_first_left_it() {
        ServerProcess server = servers.on(TestDatabase.fresh(), SHORT_MEMORY).start();
        List<Footprint> footprints = new ArrayList<>();
        try (Swarm swarm = new Swarm(server.url())) {
            // Whoever comes first wakes the database's pool up.
            Swarm.all(300, number -> cut(refused(swarm.client("nobody-" + number))));
            Swarm.all(300, number -> comeAndGo(swarm, number));
            footprints.add(forgotten(server));
            for (int wave = 0; wave < WAVES; wave++) {
                Swarm.all(PEERS, number -> comeAndGo(swarm, number));
                footprints.add(forgotten(server));
            }
        }
        print(footprints);
        staysAsItWas(footprints.get(1), footprints.getLast());
    }

    private static Footprint forgotten(ServerProcess server) {
        Await.until("all is forgotten", PATIENCE, () -> isEmpty(server));
        return server.footprint();
    }

    private static void print(List<Footprint> footprints) {
        for (int wave = 0; wave < footprints.size(); wave++) {
            System.out.printf("After %,d sockets came and went: %s%n", wave * PEERS, footprints.get(wave));
        }
    }

    private static void staysAsItWas(Footprint first, Footprint last) {
        assertThat(last.heapKib()).isLessThan(first.heapKib() * 105 / 100);
        assertThat(last.directKib()).isLessThanOrEqualTo(first.directKib() + DIRECT_CHUNK_KIB);
        assertThat(last.residentKib()).isLessThan(first.residentKib() * 110 / 100);
        assertThat(LEFT)
                .allSatisfy(type -> assertThat(last.instancesOf(type))
                        .as("objects left of %s", type)
                        .isLessThanOrEqualTo(MOST_REMEMBERED));
    }

    private static boolean isEmpty(ServerProcess server) {
        Scrape figures = Scrape.of(server.url());
        return GAUGES.stream().allMatch(gauge -> figures.sum(gauge) == 0);
    }

    private static Peer comeAndGo(Swarm swarm, int number) {
        String token = "fixed-" + number;
        return switch (number % 6) {
            case 0 -> leave(joined(swarm, token));
            case 1 -> cut(joined(swarm, token));
            case 2 -> dropPolling(swarm, token);
            case 3 -> cut(refused(swarm.client("nobody-" + number)));
            case 4 -> cut(swarm.open("GET %s HTTP/1.1\r\nHost: localhost\r\nUpgrade: webs".formatted(Swarm.WEBSOCKET)));
            default -> abortUpgrade(swarm, token);
        };
    }

    private static Peer joined(Swarm swarm, String token) {
        Peer peer = swarm.connected(token);
        Listener.in("room-of-" + token, peer);
        Listener.in("lobby", peer);
        return peer;
    }

    private static Peer refused(Peer peer) {
        Await.until("it is refused", PATIENCE, () -> peer.heard().stream().anyMatch(packet -> packet.startsWith("44")));
        return peer;
    }

    private static Peer leave(Peer peer) {
        peer.say("41");
        peer.say("1");
        return peer.ended();
    }

    private static Peer cut(Peer peer) {
        peer.cut();
        return peer;
    }

    private static Peer dropPolling(Swarm swarm, String token) {
        PollingClient client = PollingClient.connect(swarm, token);
        client.say("42[\"room:join\",{\"room\":\"lobby\"}]");
        return cut(client.polling());
    }

    private static Peer abortUpgrade(Swarm swarm, String token) {
        Peer websocket = PollingClient.connect(swarm, token).upgrading();
        Await.until("it is open", PATIENCE, () -> websocket.answer().startsWith("HTTP/1.1 101"));
        websocket.say("2probe");
        Await.until("it gets through", PATIENCE, () -> websocket.heard().contains("3probe"));
        return cut(websocket);
    }
}
