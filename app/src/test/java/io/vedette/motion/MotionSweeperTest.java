package io.vedette.motion;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.data.DatabaseUrl;
import io.vedette.testing.Await;
import io.vedette.testing.Bodies;
import io.vedette.testing.DeviceRows;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import io.vedette.testing.sockets.Phone;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Motion that its camera does not end, and events that grow old; two servers look after these. */
class MotionSweeperTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final DatabaseUrl DATABASE = TestDatabase.fresh();
    private static TestServer one;
    private static TestServer other;

    @BeforeAll
    static void start() {
        one = server();
        other = server();
        // What one ends it tells its own clients; no bus joins the two.
        other.bean(MotionSweeper.class).stop();
    }

    private static TestServer server() {
        return TestServer.start(new HashMap<>(Map.of(
                "DATABASE_URL",
                TestDatabase.text(DATABASE),
                "MOTION_MAX_DURATION",
                "700ms",
                "EVENT_RETENTION",
                "30d")));
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
    }

    private static Instant time(JsonNode event, String field) {
        return Instant.parse(event.path(field).asString());
    }

    @Test
    void what_is_left_open_is_ended_and_told_once() {
        Scene scene = Scene.at(one);
        try (Phone client = Phone.of(scene.client())) {
            JsonNode open = scene.started();
            JsonNode ended = client.hears("motion:ended");
            assertThat(ended.path("eventId")).isEqualTo(open.path("id"));
            assertThat(time(ended, "endedAt")).isEqualTo(time(open, "createdAt").plusMillis(700));
            JsonNode next = scene.started();
            assertThat(client.hears("motion:ended").path("eventId")).isEqualTo(next.path("id"));
            assertThat(scene.reads(open.path("id").asString())
                            .json()
                            .path("durationMs")
                            .asLong())
                    .isEqualTo(700);
        }
    }

    @Test
    void it_is_never_over_before_it_began() {
        Scene scene = Scene.at(one);
        try (Phone client = Phone.of(scene.client())) {
            Instant ahead = Instant.now().plusSeconds(240);
            scene.starts(Bodies.object().put("startedAt", ahead.toString())).is(201);
            JsonNode ended = client.hears("motion:ended");
            assertThat(ended.path("endedAt")).isEqualTo(ended.path("startedAt"));
            assertThat(ended.path("durationMs").asLong()).isZero();
        }
    }

    @Test
    void old_events_go_and_no_others() {
        UUID camera = new DeviceRows(DATABASE).camera();
        insert(camera, 2_500, "31 days", "motion", "ended");
        insert(camera, 9, "29 days", "motion", "ended");
        insert(camera, 1, "31 days", "smoke", "active");
        List.of(one, other).forEach(server -> server.bean(EventRetention.class).stop());
        List.of(one, other).forEach(server -> server.bean(EventRetention.class).start());
        Await.until("the old ones are gone", PATIENCE, () -> count(camera) <= 10);
        assertThat(count(camera)).as("young ones and one that goes on").isEqualTo(10);
    }

    private static void insert(UUID camera, int count, String age, String type, String status) {
        TestDatabase.execute(DATABASE, """
                insert into events (id, user_id, device_id, type, status, severity, started_at, ended_at, metadata, created_at)
                select uuidv7(- interval '%3$s'), user_id, id, '%4$s', '%5$s', 'info', now() - interval '%3$s',
                  case '%5$s' when 'ended' then now() end, '{}',
                  now() - interval '%3$s'
                from devices, generate_series(1, %2$d) where id = '%1$s'
                """.formatted(camera, count, age, type, status));
    }

    private static int count(UUID camera) {
        return Integer.parseInt(
                TestDatabase.ask(DATABASE, "select count(*) from events where device_id = '%s'".formatted(camera))
                        .getFirst());
    }
}
