package io.vedette.videos;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Bodies;
import io.vedette.testing.Household;
import io.vedette.testing.Household.Gadget;
import io.vedette.testing.Reply;
import io.vedette.testing.ServerTest;
import io.vedette.testing.Uploads;
import io.vedette.testing.sockets.Phone;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** How an event comes to its clip: announced with it or named at its end, and there once it is uploaded. */
@ServerTest
class VideoEventsTest {
    private final Household house = Household.fresh();
    private final Gadget camera = house.camera();
    private final String event = camera.calls()
            .post("/events/motion/start", "{}")
            .is(201)
            .json()
            .path("id")
            .asString();

    private JsonNode event() {
        return house.owner().get("/events/" + event).is(200).json();
    }

    private Reply ends(Gadget by, String video) {
        return by.calls()
                .post(
                        "/events/" + event + "/motion/end",
                        Bodies.object().put("videoId", video).toString());
    }

    private static String id(JsonNode upload) {
        return upload.path("videoId").asString();
    }

    private static void isShownBy(JsonNode event, JsonNode upload) {
        assertThat(event.path("videoId").asString()).isEqualTo(id(upload));
        assertThat(event.path("videoUrl").asString())
                .endsWith("/" + upload.path("bucket").asString() + "/"
                        + upload.path("objectKey").asString());
    }

    @Test
    void a_clip_announced_with_it_is_there_once_it_is_uploaded() {
        JsonNode upload = Uploads.begun(camera.calls(), Uploads.of(camera.id()).put("eventId", event));
        assertThat(event().path("videoId").isNull()).isTrue();
        Uploads.put(upload, Uploads.CONTENT);
        JsonNode video = Uploads.complete(camera.calls(), upload).is(200).json();
        assertThat(video.path("eventId").asString()).isEqualTo(event);
        isShownBy(event(), upload);
    }

    @Test
    void a_clip_named_at_its_end_is_told_with_it_and_there_once_it_is_uploaded() {
        Gadget client = house.client();
        house.link(camera, client).is(201);
        JsonNode upload = Uploads.begun(camera.calls(), Uploads.of(camera.id()));
        try (Phone phone = Phone.of(client)) {
            JsonNode ended = ends(camera, id(upload)).is(200).json();
            assertThat(ended.path("videoId").asString()).isEqualTo(id(upload));
            assertThat(ended.path("videoUrl").isNull()).isTrue();
            assertThat(phone.hears("motion:ended").path("videoId").asString()).isEqualTo(id(upload));
        }
        Uploads.put(upload, Uploads.CONTENT);
        Uploads.complete(camera.calls(), upload).is(200);
        isShownBy(event(), upload);
    }

    @Test
    void a_clip_that_is_there_already_is_shown_at_once() {
        JsonNode upload = Uploads.done(camera.calls(), Uploads.of(camera.id()));
        isShownBy(ends(camera, id(upload)).is(200).json(), upload);
        isShownBy(event(), upload);
        assertThat(house.owner()
                        .get("/videos")
                        .json()
                        .at("/items/0/video/eventId")
                        .asString())
                .isEqualTo(event);
    }

    @Test
    void what_is_no_clip_of_this_camera_is_refused_and_ends_nothing() {
        Gadget second = house.camera();
        JsonNode others = Uploads.done(second.calls(), Uploads.of(second.id()));
        JsonNode picture = Uploads.done(camera.calls(), Uploads.of(camera.id()).put("kind", "thumbnail"));
        JsonNode stranger = strangers();
        for (JsonNode wrong : new JsonNode[] {others, picture, stranger}) {
            ends(camera, id(wrong)).isProblem(404, "not_found");
        }
        assertThat(event().path("status").asString()).isEqualTo("active");
    }

    private static JsonNode strangers() {
        Household other = Household.fresh();
        return Uploads.done(other.owner(), Uploads.of(other.camera().id()));
    }

    @Test
    void a_clip_shows_one_event() {
        JsonNode upload = Uploads.done(camera.calls(), Uploads.of(camera.id()));
        ends(camera, id(upload)).is(200);
        String next = camera.calls()
                .post("/events/motion/start", "{}")
                .json()
                .path("id")
                .asString();
        camera.calls()
                .post(
                        "/events/" + next + "/motion/end",
                        Bodies.object().put("videoId", id(upload)).toString())
                .isProblem(404, "not_found");
    }

    @Test
    void a_picture_of_it_is_not_its_clip() {
        Uploads.done(
                camera.calls(), Uploads.of(camera.id()).put("eventId", event).put("kind", "thumbnail"));
        assertThat(event().path("videoId").isNull()).isTrue();
    }

    @Test
    void what_is_removed_is_shown_no_more() {
        JsonNode upload = Uploads.done(camera.calls(), Uploads.of(camera.id()).put("eventId", event));
        house.owner()
                .delete("/videos?objectKey=" + upload.path("objectKey").asString())
                .is(204);
        assertThat(event().path("videoId").isNull()).isTrue();
        assertThat(event().path("videoUrl").isNull()).isTrue();
    }
}
