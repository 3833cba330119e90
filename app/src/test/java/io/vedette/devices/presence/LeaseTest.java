package io.vedette.devices.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.data.DatabaseUrl;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.faults.Peer;
import io.vedette.testing.faults.ServerProcess;
import io.vedette.testing.faults.Servers;
import io.vedette.testing.faults.Swarm;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of the devices of nodes that are no more. */
class LeaseTest {
    /** Long enough that no node which is slow is taken for one that is no more. */
    private static final Fleet FLEET =
            Fleet.with(Map.of("PRESENCE_GRACE", "300ms", "PRESENCE_TIMEOUT", "3s", "PRESENCE_LEASE", "3s"));

    @AfterAll
    static void end() {
        FLEET.close();
    }

    /** A node that nobody runs, with this device. */
    private static UUID strangeNode(UUID... cameras) {
        UUID node = UUID.randomUUID();
        FLEET.sql("insert into nodes (id) values ('%s')".formatted(node));
        for (UUID camera : cameras) {
            FLEET.rows.write(camera, "online = true, nodes = nodes || '%s'::uuid".formatted(node));
        }
        return node;
    }

    private static boolean isThere(UUID node) {
        return FLEET.ask("select count(*) from nodes where id = '%s'".formatted(node))
                .equals("1");
    }

    @Nested
    class OfOneThatIsSilent {
        @Test
        void go_offline_once() {
            UUID camera = FLEET.camera();
            Watcher watcher = FLEET.watcher(camera);
            UUID node = strangeNode(camera);
            watcher.hears(camera, "offline", "node_lost");
            assertThat(FLEET.rows.read(camera, "online or nodes <> '{}'")).isEqualTo("f");
            Fleet.await("the node is forgotten", () -> !isThere(node));
        }

        @Test
        void stay_if_they_are_here_too() {
            UUID camera = FLEET.camera();
            Watcher watcher = FLEET.watcher(camera);
            Peer peer = FLEET.connect(camera);
            watcher.hears(camera, "online", "connected");
            UUID node = strangeNode(camera);
            Fleet.await("the node is forgotten", () -> !isThere(node));
            assertThat(FLEET.rows.read(camera, "online and cardinality(nodes) = 1"))
                    .isEqualTo("t");
            peer.cut();
            watcher.hears(camera, "offline", "client_closed");
        }

        @Test
        void stay_while_it_counts_though_it_says_no_more_than_that() {
            UUID camera = FLEET.camera();
            UUID counting = strangeNode(camera);
            AtomicBoolean goesOn = new AtomicBoolean(true);
            Thread counter = Thread.ofVirtual().start(() -> {
                while (goesOn.get()) {
                    FLEET.sql("update nodes set beats = beats + 1 where id = '%s'".formatted(counting));
                }
            });
            for (int time = 0; time < 2; time++) {
                UUID silent = strangeNode();
                Fleet.await("a silent node is forgotten", () -> !isThere(silent));
            }
            assertThat(FLEET.isOnline(camera)).isTrue();
            assertThat(isThere(counting)).isTrue();
            goesOn.set(false);
            Fleet.await("it is forgotten as well", () -> !isThere(counting) && !FLEET.isOnline(camera));
            assertThat(counter.isDaemon()).isTrue();
        }

        @Test
        void are_finished_by_another_if_the_one_who_began_has_died() {
            UUID camera = FLEET.camera();
            Watcher watcher = FLEET.watcher(camera);
            UUID node = strangeNode(camera);
            FLEET.sql("update nodes set left_because = 'node_lost' where id = '%s'".formatted(node));
            watcher.hears(camera, "offline", "node_lost");
            Fleet.await("the node is forgotten", () -> !isThere(node));
        }

        @Test
        void are_many() {
            FLEET.rows.cameras(2_500);
            UUID node = strangeNode();
            FLEET.sql("update devices set online = true, nodes = array['%s'::uuid] where id::text like '00000000%%'"
                    .formatted(node));
            Fleet.await("the node is forgotten", () -> !isThere(node));
            assertThat(FLEET.ask("select count(*) from devices where online and id::text like '00000000%'"))
                    .isEqualTo("0");
        }
    }

    @Nested
    class OfOneThatIsKilled {
        @RegisterExtension
        final Servers servers = new Servers();

        @Test
        void go_offline_once() {
            UUID camera = FLEET.camera();
            UUID other = FLEET.camera();
            Watcher watcher = FLEET.watcher(camera, other);
            ServerProcess node = servers.on(FLEET.database, Fleet.QUICK).start();
            try (Swarm swarm = new Swarm(node.url())) {
                swarm.connected("camera-" + camera);
                Fleet.await("it is online", () -> FLEET.isOnline(camera));
                // Else whoever is left tells the last word of who is not: that it has come.
                Fleet.await(
                        "that is told",
                        () -> FLEET.ask("select count(*) from outbox").equals("0"));
                node.kill9();
                watcher.hears(camera, "offline", "node_lost");
                assertThat(FLEET.isOnline(camera)).isFalse();
                FLEET.connect(other);
                watcher.hears(other, "online", "connected");
            }
        }
    }

    @Nested
    class OfThisOne {
        private UUID ownNode() {
            return FLEET.server.bean(Membership.class).node();
        }

        @Test
        void are_stored_again_when_it_was_given_up() {
            UUID camera = FLEET.camera();
            Watcher watcher = FLEET.watcher(camera);
            Peer peer = FLEET.connect(camera);
            watcher.hears(camera, "online", "connected");
            UUID before = ownNode();
            FLEET.sql("update nodes set left_because = 'node_lost' where id = '%s'".formatted(before));
            Fleet.await("it has another name", () -> !ownNode().equals(before));
            Fleet.await(
                    "it is known by that",
                    () -> FLEET.rows
                            .read(camera, "online and nodes = array['%s'::uuid]".formatted(ownNode()))
                            .equals("t"));
            assertThat(peer.hasEnded()).isFalse();
        }

        @Test
        void are_stored_again_when_its_row_is_gone() {
            UUID camera = FLEET.camera();
            FLEET.connect(camera);
            Fleet.await("it is online", () -> FLEET.isOnline(camera));
            FLEET.sql("delete from nodes; update devices set nodes = '{}', online = false where id = '%s'"
                    .formatted(camera));
            Fleet.await("it is online again", () -> FLEET.isOnline(camera));
        }

        /** It was paused in the middle of that, and wakes up before it knows. */
        @Test
        void are_not_stored_by_one_that_was_given_up() {
            UUID camera = FLEET.camera();
            UUID node = strangeNode();
            FLEET.sql("update nodes set left_because = 'node_lost' where id = '%s'".formatted(node));
            var found = FLEET.server
                    .bean(PresenceTable.class)
                    .come(node, List.of(new PresenceTable.Here(camera, 1, 0)), PresenceTable.Locked.AWAIT)
                    .block();
            assertThat(found).isEmpty();
            assertThat(FLEET.isOnline(camera)).isFalse();
        }
    }

    @Nested
    class OfOneThatIsTold {
        @Test
        void to_stop_have_their_grace_at_the_next() {
            DatabaseUrl database = TestDatabase.fresh();
            Map<String, String> settings = Map.of("PRESENCE_GRACE", "10s", "PRESENCE_LEASE", "10m");
            UUID back;
            UUID away;
            try (Fleet first = Fleet.on(database, settings)) {
                back = first.camera();
                away = first.camera();
                Watcher watcher = first.watcher(back, away);
                first.connect(back);
                watcher.hears(back, "online", "connected");
                first.connect(away);
                watcher.hears(away, "online", "connected");
            }
            assertThat(TestDatabase.ask(database, "select left_because from nodes"))
                    .containsExactly("server_drain");
            try (Fleet second = Fleet.on(database, settings)) {
                second.connect(back);
                Watcher watcher = second.watcher(back, away);
                assertThat(second.isOnline(away)).isTrue();
                watcher.hears(away, "offline", "server_drain");
                assertThat(second.isOnline(back)).isTrue();
                Fleet.await(
                        "the node is forgotten",
                        () -> second.ask("select count(*) from nodes").equals("1"));
            }
        }
    }
}
