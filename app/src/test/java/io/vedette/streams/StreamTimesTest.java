package io.vedette.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Await;
import io.vedette.testing.DeviceRows;
import io.vedette.testing.Household.Gadget;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import io.vedette.testing.sockets.Phone;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What nobody accepts in time, and what loses a device. */
class StreamTimesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final TestServer IMPATIENT = TestServer.start(
            Map.of("STREAM_REQUEST_TIMEOUT", "1s", "STREAM_ORPHAN_TIMEOUT", "10m", "PRESENCE_GRACE", "200ms"));
    private static final TestServer LONELY = TestServer.start(
            Map.of("STREAM_REQUEST_TIMEOUT", "10m", "STREAM_ORPHAN_TIMEOUT", "1s", "PRESENCE_GRACE", "200ms"));

    @AfterAll
    static void stop() {
        IMPATIENT.close();
        LONELY.close();
    }

    private static JsonNode ended(Stage stage, String id) {
        Await.until(
                "it ends",
                PATIENCE,
                () -> stage.session(id).path("status").asString().equals("ended"));
        return stage.session(id);
    }

    /** Which is written down a moment after it has come. */
    private static void isThere(Gadget... devices) {
        DeviceRows rows = new DeviceRows(LONELY.database());
        for (Gadget device : devices) {
            Await.until("it is online", PATIENCE, () -> rows.isOnline(device.id()));
        }
    }

    private static String reason(JsonNode session) {
        return session.path("endReason").asString();
    }

    @Test
    void what_is_not_accepted_in_time_ends() {
        Stage stage = Stage.at(IMPATIENT);
        new DeviceRows(IMPATIENT.database()).write(stage.camera().id(), "away_since = now() - interval '1 hour'");
        String id;
        try (Phone client = Phone.of(stage.client())) {
            id = stage.requested();
            assertThat(client.hears("stream:ended").path("id").asString()).isEqualTo(id);
        }
        assertThat(reason(ended(stage, id))).isEqualTo("timeout");
        assertThat(stage.command().path("status").asString()).isIn("cancelled", "expired");
        stage.accepts(id).isProblem(409, "stream_not_active");
    }

    @Test
    void however_many_are_late_none_of_them_counts_as_lost() {
        Stage stage = Stage.at(LONELY);
        new DeviceRows(LONELY.database()).write(stage.camera().id(), "away_since = now() - interval '1 hour'");
        TestDatabase.execute(LONELY.database(), """
                insert into stream_sessions (id, user_id, camera_device_id, requester_device_id, command_id, status,
                  media_provider, requested_at, expires_at)
                select gen_random_uuid(), user_id, id, gen_random_uuid(), gen_random_uuid(), 'requested', 'mock',
                  now() - interval '1 hour', now() - interval '1 minute'
                from devices, generate_series(1, 450) where id = '%s'
                """.formatted(stage.camera().id()));
        String all = "select coalesce(end_reason, 'open') from stream_sessions where camera_device_id = '%s' group by 1"
                .formatted(stage.camera().id());
        Await.until(
                "all have ended",
                PATIENCE,
                () -> !TestDatabase.ask(LONELY.database(), all).contains("open"));
        assertThat(TestDatabase.ask(LONELY.database(), all)).containsExactly("timeout");
    }

    @Test
    void a_device_that_stays_away_ends_it() {
        Stage stage = Stage.at(LONELY);
        try (Phone camera = Phone.of(stage.camera())) {
            Phone client = Phone.of(stage.client());
            isThere(stage.camera(), stage.client());
            String id = stage.streaming();
            client.close();
            JsonNode told = camera.hears("stream:ended");
            assertThat(told.path("id").asString()).isEqualTo(id);
            assertThat(reason(told)).isEqualTo("participant_lost");
        }
    }

    @Test
    void a_camera_that_never_came_counts_as_away_since_it_was_asked() {
        Stage stage = Stage.at(LONELY);
        try (Phone client = Phone.of(stage.client())) {
            stage.requested();
            assertThat(reason(client.hears("stream:ended"))).isEqualTo("participant_lost");
        }
    }
}
