package io.vedette.motion;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Bodies;
import io.vedette.testing.ServerTest;
import io.vedette.testing.sockets.Phone;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What cameras report over their sockets, and what linked clients are told. */
@ServerTest
class MotionSocketsTest {
    private final Scene scene = Scene.fresh();
    private final Phone camera = Phone.of(scene.camera());
    private final Phone client = Phone.of(scene.client());

    @AfterEach
    void close() {
        camera.close();
        client.close();
    }

    private JsonNode starts(ObjectNode said) {
        JsonNode answer = camera.asks("motion:start", said);
        assertThat(answer.path("ok").booleanValue()).as(answer.toString()).isTrue();
        return answer.path("event");
    }

    private JsonNode ends(String eventId) {
        return camera.asks("motion:end", Bodies.object().put("eventId", eventId))
                .path("event");
    }

    @Test
    void linked_clients_are_told_of_both_ends() {
        ObjectNode said = Bodies.object().put("title", "At the door").put("severity", "critical");
        said.putObject("metadata").put("zone", 3);
        JsonNode event = starts(said);
        JsonNode detected = client.hears("motion:detected");
        assertThat(detected.path("eventId")).isEqualTo(event.path("id"));
        assertThat(detected.path("cameraDeviceId").asString())
                .isEqualTo(scene.camera().id().toString());
        assertThat(detected.path("cameraName").asString()).isEqualTo("A camera");
        for (String same : new String[] {"title", "severity", "startedAt", "metadata"}) {
            assertThat(detected.path(same)).as(same).isEqualTo(event.path(same));
        }
        JsonNode over = ends(event.path("id").asString());
        JsonNode ended = client.hears("motion:ended");
        assertThat(ended.path("eventId")).isEqualTo(event.path("id"));
        assertThat(ended.path("cameraDeviceId")).isEqualTo(detected.path("cameraDeviceId"));
        for (String same : new String[] {"startedAt", "endedAt", "durationMs", "videoId"}) {
            assertThat(ended.path(same)).as(same).isEqualTo(over.path(same));
        }
    }

    @Test
    void what_is_open_already_is_answered_and_told_to_nobody_again() {
        JsonNode event = starts(Bodies.object());
        assertThat(starts(Bodies.object().put("title", "again"))).isEqualTo(event);
        assertThat(scene.starts(Bodies.object()).is(200).json()).isEqualTo(event);
        String id = event.path("id").asString();
        ends(id);
        ends(id);
        JsonNode next = starts(Bodies.object());
        assertThat(client.hears("motion:detected").path("eventId")).isEqualTo(event.path("id"));
        assertThat(client.hears("motion:detected").path("eventId")).isEqualTo(next.path("id"));
        ends(next.path("id").asString());
        assertThat(client.hears("motion:ended").path("eventId")).isEqualTo(next.path("id"));
    }

    @Test
    void who_is_not_linked_with_that_camera_is_told_nothing() {
        Scene other = scene.withAnotherCamera();
        try (Phone stranger = Phone.of(other.client())) {
            starts(Bodies.object());
            JsonNode own = other.started();
            assertThat(stranger.hears("motion:detected").path("eventId")).isEqualTo(own.path("id"));
        }
    }

    @Test
    void who_was_away_is_told_when_it_comes_back() {
        starts(Bodies.object());
        client.hears("motion:detected");
        String offset = client.offset();
        client.close();
        JsonNode open = scene.starts(Bodies.object()).is(200).json();
        scene.ended(open.path("id").asString());
        JsonNode next = scene.started();
        try (Phone back = Phone.since(scene.client(), offset)) {
            assertThat(back.hears("motion:ended").path("eventId")).isEqualTo(open.path("id"));
            assertThat(back.hears("motion:detected").path("eventId")).isEqualTo(next.path("id"));
            assertThat(back.hears("recovery").path("recovered").booleanValue()).isTrue();
        }
    }

    @Test
    void that_a_disabled_camera_sees_nothing_any_more_is_told() {
        JsonNode event = starts(Bodies.object());
        client.hears("motion:detected");
        scene.disables().is(200);
        assertThat(client.hears("motion:ended").path("eventId")).isEqualTo(event.path("id"));
    }

    @Test
    void refusals_are_those_of_http() {
        client.isRefused("forbidden", "motion:start", Bodies.object());
        camera.isRefused("validation_failed", "motion:start", Bodies.object().put("severity", "loud"));
        camera.isRefused("validation_failed", "motion:end", Bodies.object());
        camera.isRefused(
                "not_found",
                "motion:end",
                Bodies.object().put("eventId", UUID.randomUUID().toString()));
        JsonNode others = scene.withAnotherCamera().started();
        camera.isRefused(
                "forbidden",
                "motion:end",
                Bodies.object().put("eventId", others.path("id").asString()));
    }

    @Test
    void a_key_is_the_same_over_both() {
        String key = UUID.randomUUID().toString();
        JsonNode event = starts(Bodies.object().put("idempotencyKey", key));
        ends(event.path("id").asString());
        JsonNode again = scene.camera()
                .calls()
                .with("Idempotency-Key", key)
                .post("/events/motion/start", "{}")
                .is(201)
                .json();
        assertThat(again).isEqualTo(event);
    }
}
