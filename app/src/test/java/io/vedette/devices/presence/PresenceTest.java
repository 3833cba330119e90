package io.vedette.devices.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.devices.PresenceReason;
import io.vedette.realtime.Socket;
import io.vedette.realtime.Sockets;
import io.vedette.realtime.engine.CloseCause;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.faults.Peer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Who is there, in the row and to those linked; over sockets. */
class PresenceTest {
    private static final Fleet FLEET = Fleet.with(Fleet.QUICK);
    private static final Fleet PATIENT = Fleet.with(Fleet.PATIENT);

    @AfterAll
    static void end() {
        FLEET.close();
        PATIENT.close();
    }

    @Nested
    class Coming {
        @Test
        void is_stored_and_then_told() {
            UUID camera = FLEET.camera();
            Watcher watcher = FLEET.watcher(camera);
            FLEET.connect(camera);
            JsonNode told = watcher.hears(camera, "online", "connected");
            assertThat(FLEET.isOnline(camera)).isTrue();
            assertThat(told.path("lastSeenAt").asString()).endsWith("Z").isGreaterThan("2026");
            assertThat(FLEET.rows.read(camera, "nodes[1] = (select id from nodes) and updated_at = created_at"))
                    .isEqualTo("t");
        }

        @Test
        void with_more_sockets_is_told_once() {
            UUID camera = PATIENT.camera();
            UUID other = PATIENT.camera();
            Watcher watcher = PATIENT.watcher(camera, other);
            PATIENT.connect(camera);
            watcher.hears(camera, "online", "connected");
            for (int socket = 2; socket <= 6; socket++) {
                PATIENT.connect(camera);
            }
            PATIENT.connect(other);
            watcher.hears(other, "online", "connected");
            assertThat(PATIENT.server.bean(Sockets.class).ofDevice(camera)).hasSizeLessThanOrEqualTo(5);
            assertThat(PATIENT.isOnline(camera)).isTrue();
        }

        @ParameterizedTest
        @ValueSource(strings = {"status = 'disabled'", "token_version = 2"})
        void is_none_for_who_may_not_any_more(String change) {
            UUID camera = PATIENT.camera();
            UUID other = PATIENT.camera();
            Watcher watcher = PATIENT.watcher(camera, other);
            PATIENT.rows.write(camera, change);
            PATIENT.triesToConnect(camera).ended();
            PATIENT.connect(other);
            watcher.hears(other, "online", "connected");
            assertThat(PATIENT.rows.read(camera, "online or nodes <> '{}'")).isEqualTo("f");
        }
    }

    /** Nobody but us should change a row; but if it happens it doesn't last. */
    @Test
    void a_row_that_says_less_than_the_truth_is_put_right_by_the_next_word() {
        UUID camera = PATIENT.camera();
        Watcher watcher = PATIENT.watcher(camera);
        Peer peer = PATIENT.connect(camera);
        watcher.hears(camera, "online", "connected");
        PATIENT.rows.write(camera, "online = false, nodes = '{}', last_seen_at = null");
        peer.say("42[\"echo\",{}]");
        watcher.hears(camera, "online", "connected");
        assertThat(PATIENT.rows.read(camera, "last_seen_at is not null")).isEqualTo("t");
    }

    @Nested
    class Going {
        @ParameterizedTest
        @EnumSource(CloseCause.class)
        void is_told_with_its_reason(CloseCause cause) {
            UUID camera = FLEET.camera();
            Watcher watcher = FLEET.watcher(camera);
            FLEET.connect(camera);
            watcher.hears(camera, "online", "connected");
            FLEET.server.bean(Sockets.class).ofDevice(camera).forEach(socket -> socket.end(cause));
            watcher.hears(camera, "offline", PresenceReason.of(cause).code());
            assertThat(FLEET.rows.read(camera, "online or nodes <> '{}'")).isEqualTo("f");
        }

        @Test
        void is_told_of_who_answers_no_pings() {
            Map<String, String> impatient = new HashMap<>(Fleet.QUICK);
            impatient.putAll(Map.of("SOCKET_PING_INTERVAL", "1s", "SOCKET_PING_TIMEOUT", "5s"));
            try (Fleet fleet = Fleet.with(impatient)) {
                UUID camera = fleet.camera();
                Watcher watcher = fleet.watcher(camera);
                Peer peer = fleet.connect(camera);
                watcher.hears(camera, "online", "connected");
                peer.silence();
                watcher.hears(camera, "offline", "ping_timeout");
            }
        }

        @Test
        void of_the_last_socket_only_counts() {
            UUID camera = FLEET.camera();
            UUID other = FLEET.camera();
            Watcher watcher = FLEET.watcher(camera, other);
            Peer first = FLEET.connect(camera);
            watcher.hears(camera, "online", "connected");
            Peer second = FLEET.connect(camera);
            first.cut();
            first.ended();
            FLEET.connect(other).close();
            watcher.hears(other, "online", "connected");
            watcher.hears(other, "offline", "client_closed");
            assertThat(FLEET.isOnline(camera)).isTrue();
            second.cut();
            watcher.hears(camera, "offline", "client_closed");
        }

        @Test
        void for_good_knows_no_grace() {
            UUID camera = PATIENT.camera();
            Watcher watcher = PATIENT.watcher(camera);
            PATIENT.connect(camera);
            watcher.hears(camera, "online", "connected");
            PATIENT.server.bean(Sockets.class).ofDevice(camera).forEach(socket -> socket.end(CloseCause.DISABLED));
            watcher.hears(camera, "offline", "disabled");
        }

        @Test
        void and_coming_back_in_time_is_no_change() {
            UUID camera = PATIENT.camera();
            UUID other = PATIENT.camera();
            Watcher watcher = PATIENT.watcher(camera, other);
            Peer peer = PATIENT.connect(camera);
            watcher.hears(camera, "online", "connected");
            for (int time = 0; time < 3; time++) {
                peer.cut();
                peer.ended();
                peer = PATIENT.connect(camera);
            }
            PATIENT.connect(other);
            watcher.hears(other, "online", "connected");
            assertThat(PATIENT.isOnline(camera)).isTrue();
        }
    }

    /** The registry changes the row in its own transaction, and then ends the sockets. */
    @Nested
    class Ending {
        @Test
        void a_new_token_comes_online_though_the_old_socket_is_still_there() {
            UUID camera = PATIENT.camera();
            Watcher watcher = PATIENT.watcher(camera);
            PATIENT.connect(camera);
            watcher.hears(camera, "online", "connected");
            List<Socket> old =
                    new ArrayList<>(PATIENT.server.bean(Sockets.class).ofDevice(camera));
            PATIENT.end(camera, PresenceReason.REVOKED);
            watcher.hears(camera, "offline", "revoked");
            PATIENT.connect(camera);
            old.forEach(socket -> socket.end(CloseCause.REVOKED));
            watcher.hears(camera, "online", "connected");
        }

        @Test
        void of_a_device_that_is_removed_is_told_to_those_named() {
            UUID camera = PATIENT.camera();
            UUID client = PATIENT.rows.client();
            Watcher watcher = new Watcher(PATIENT.client(client));
            Watcher stranger = PATIENT.watcher(camera);
            PATIENT.connect(camera);
            stranger.hears(camera, "online", "connected");
            PATIENT.remove(camera, List.of(client));
            watcher.hears(camera, "offline", "removed");
        }

        @Test
        void is_not_undone_by_a_write_that_waits_for_it() throws SQLException {
            UUID camera = PATIENT.camera();
            UUID other = PATIENT.camera();
            Watcher watcher = PATIENT.watcher(camera, other);
            try (Connection ending = TestDatabase.connect(PATIENT.database)) {
                ending.setAutoCommit(false);
                ending.createStatement()
                        .execute("update devices set status = 'disabled' where id = '%s'".formatted(camera));
                PATIENT.connect(camera);
                Fleet.await(
                        "it is waited for",
                        () -> PATIENT.ask("select count(*) from pg_stat_activity where datname ="
                                        + " current_database() and wait_event_type = 'Lock'")
                                .equals("1"));
                ending.commit();
            }
            PATIENT.connect(other);
            watcher.hears(other, "online", "connected");
            assertThat(PATIENT.rows.read(camera, "online or nodes <> '{}'")).isEqualTo("f");
        }

        @Test
        void of_who_is_offline_is_told_to_nobody() {
            UUID camera = PATIENT.camera();
            UUID other = PATIENT.camera();
            Watcher watcher = PATIENT.watcher(camera, other);
            PATIENT.end(camera, PresenceReason.DISABLED);
            PATIENT.connect(other);
            watcher.hears(other, "online", "connected");
        }
    }
}
