package io.vedette.streams;

import static io.vedette.streams.Stage.subscribes;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Await;
import io.vedette.testing.Bodies;
import io.vedette.testing.ServerTest;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import io.vedette.testing.sockets.Phone;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What becomes of sessions with what they need: it has happened once the call is answered, unless the camera decides. */
@ServerTest
class EndedStreamsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Stage stage = Stage.fresh();
    private final Stage another = stage.withAnotherClient();

    private void hasEnded(String id, String reason) {
        JsonNode session = stage.session(id);
        assertThat(session.path("status").asString()).isEqualTo("ended");
        assertThat(session.path("endReason").asString()).isEqualTo(reason);
    }

    private void goesOn(String id) {
        assertThat(stage.session(id).path("status").asString()).isEqualTo("streaming");
    }

    @Test
    void unlinking_ends_those_over_the_link_and_nothing_else() {
        String own = stage.streaming();
        String others = another.streaming();
        stage.unlinks().is(204);
        hasEnded(own, "unlinked");
        goesOn(others);
    }

    @Test
    void unlinking_cancels_what_the_camera_has_not_accepted() {
        String own = stage.requested();
        stage.unlinks().is(204);
        hasEnded(own, "unlinked");
        assertThat(stage.command().path("status").asString()).isEqualTo("cancelled");
    }

    @Test
    void unlinking_shows_out_who_watched_for_another() {
        String others = another.streaming();
        subscribes(stage.client(), others).is(200);
        stage.unlinks().is(204);
        goesOn(others);
        subscribes(stage.client(), others).isProblem(403, "not_linked");
    }

    @Test
    void who_watched_is_forgotten_with_what_has_ended() {
        String id = another.streaming();
        subscribes(stage.client(), id).is(200);
        Stage.ends(another.client(), id).is(200);
        assertThat(TestDatabase.ask(
                        TestServer.running().database(),
                        "select device_id from stream_viewers where session_id = '%s'".formatted(id)))
                .isEmpty();
    }

    @Test
    void disabling_the_camera_ends_all_of_it() {
        String own = stage.streaming();
        String others = another.requested();
        stage.disables(stage.camera()).is(200);
        stage.house()
                .patch(stage.camera(), Bodies.object().put("status", "active"))
                .is(200);
        hasEnded(own, "device_disabled");
        hasEnded(others, "device_disabled");
    }

    @Test
    void disabling_a_client_ends_what_it_asked_for() {
        String own = stage.streaming();
        String others = another.streaming();
        stage.disables(stage.client()).is(200);
        hasEnded(own, "device_disabled");
        goesOn(others);
    }

    @Test
    void removing_a_client_ends_what_it_asked_for_and_keeps_it_in_the_list() {
        String own = stage.streaming();
        String others = another.streaming();
        stage.removes(stage.client()).is(204);
        hasEnded(own, "device_removed");
        goesOn(others);
    }

    @Test
    void removing_the_camera_ends_all_of_it() {
        String own = stage.streaming();
        stage.removes(stage.camera()).is(204);
        assertThat(Stage.lists(stage.client(), "?status=ended")
                        .is(200)
                        .json()
                        .at("/items/0/endReason")
                        .asString())
                .isEqualTo("device_removed");
        assertThat(Stage.lists(stage.client(), "?status=streaming").json().path("items"))
                .as(own)
                .isEmpty();
    }

    @Test
    void a_camera_that_rejects_the_command_ends_it() {
        String id = stage.requested();
        stage.acks(Bodies.object().put("status", "rejected").put("error", "No power"))
                .is(200);
        endsSoon(id, "rejected");
        assertThat(stage.session(id).path("endDetail").asString()).isEqualTo("No power");
    }

    @Test
    void a_client_that_cancels_the_command_ends_it() {
        String id = stage.requested();
        stage.client()
                .calls()
                .delete("/commands/" + stage.command().path("id").asString())
                .is(200);
        endsSoon(id, "ended_by_requester");
    }

    @Test
    void who_comes_back_in_time_goes_on() {
        try (Phone camera = Phone.of(stage.camera())) {
            Phone.of(stage.client()).close();
            String id = stage.streaming();
            try (Phone client = Phone.of(stage.client())) {
                Stage.ends(stage.client(), id).is(200);
                assertThat(client.hears("stream:ended").path("endReason").asString())
                        .isEqualTo("ended_by_requester");
                assertThat(camera.hears("stream:ended").path("endReason").asString())
                        .isEqualTo("ended_by_requester");
            }
        }
    }

    /** The command's fact does it. */
    private void endsSoon(String id, String reason) {
        Await.until(
                "it ends",
                PATIENCE,
                () -> stage.session(id).path("status").asString().equals("ended"));
        hasEnded(id, reason);
    }
}
