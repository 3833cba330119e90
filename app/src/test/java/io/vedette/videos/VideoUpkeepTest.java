package io.vedette.videos;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.storage.ObjectStore;
import io.vedette.testing.Await;
import io.vedette.testing.Household;
import io.vedette.testing.Household.Gadget;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import io.vedette.testing.Uploads;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What does not stay: uploads that nobody completes, what is too much, what is old, and what was its owner's. */
class VideoUpkeepTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int QUOTA = 3 * Uploads.CONTENT.length();
    private static final TestServer SERVER = TestServer.start(Map.of(
            "VIDEO_QUOTA_BYTES", Integer.toString(QUOTA), "VIDEO_RETENTION", "30d", "RATE_LIMIT_ENABLED", "false"));

    private final Household house = Household.at(SERVER);
    private final Gadget camera = house.camera();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private JsonNode uploaded() {
        return Uploads.done(camera.calls(), Uploads.of(camera.id()));
    }

    private void age(JsonNode upload, String changes) {
        TestDatabase.execute(
                SERVER.database(),
                "update videos set %s where object_key = '%s'"
                        .formatted(changes, upload.path("objectKey").asString()));
    }

    private String bytes() {
        return String.join(
                "",
                TestDatabase.ask(
                        SERVER.database(),
                        "select bytes from video_usage where user_id = '%s'".formatted(house.userId())));
    }

    private static List<String> rows(JsonNode upload) {
        return TestDatabase.ask(
                SERVER.database(),
                "select status from videos where object_key = '%s'"
                        .formatted(upload.path("objectKey").asString()));
    }

    private static boolean isStored(JsonNode upload) {
        return SERVER.bean(ObjectStore.class)
                        .find(upload.path("objectKey").asString())
                        .block(PATIENCE)
                != null;
    }

    private static void isGone(JsonNode upload) {
        SERVER.bean(VideoSweeper.class).wake();
        Await.until("the object is gone", PATIENCE, () -> !isStored(upload));
        Await.until("the row is gone", PATIENCE, () -> {
            SERVER.bean(VideoSweeper.class).wake();
            return rows(upload).isEmpty();
        });
    }

    @Test
    void an_upload_that_nobody_completes_is_removed_a_day_later() {
        JsonNode upload = Uploads.begun(camera.calls(), Uploads.of(camera.id()));
        JsonNode young = Uploads.begun(camera.calls(), Uploads.of(camera.id()));
        Uploads.put(upload, Uploads.CONTENT);
        age(upload, "sweep_at = now(), created_at = now() - interval '25 hours'");
        isGone(upload);
        Uploads.complete(camera.calls(), upload).isProblem(404, "not_found");
        assertThat(rows(young)).containsExactly("pending");
    }

    @Test
    void what_comes_after_the_removal_is_removed_too() {
        JsonNode upload = uploaded();
        house.owner()
                .delete("/videos?objectKey=" + upload.path("objectKey").asString())
                .is(204);
        assertThat(Uploads.put(upload, Uploads.CONTENT).statusCode()).isEqualTo(200);
        Await.until(
                "it waits for a second look",
                PATIENCE,
                () -> TestDatabase.ask(
                                        SERVER.database(),
                                        "select id from videos where id = '%s' and sweep_at > now() + interval '50 minutes'"
                                                .formatted(
                                                        upload.path("videoId").asString()))
                                .size()
                        == 1);
        age(upload, "sweep_at = now(), created_at = now() - interval '2 hours'");
        isGone(upload);
    }

    @Test
    void there_is_no_room_beyond_the_quota_and_there_is_again_once_something_goes() {
        JsonNode first = uploaded();
        uploaded();
        String path = "/videos/upload-url";
        camera.calls()
                .post(
                        path,
                        Uploads.of(camera.id())
                                .put("sizeBytes", Uploads.CONTENT.length() + 1)
                                .toString())
                .isProblem(409, "quota_exceeded");
        JsonNode unknown = Uploads.begun(camera.calls(), Uploads.of(camera.id()));
        Uploads.put(unknown, Uploads.CONTENT + "!");
        Uploads.complete(camera.calls(), unknown).isProblem(409, "quota_exceeded");
        assertThat(bytes()).isEqualTo(Integer.toString(2 * Uploads.CONTENT.length()));
        Await.until("it is gone", PATIENCE, () -> !isStored(unknown));
        JsonNode fits =
                Uploads.begun(camera.calls(), Uploads.of(camera.id()).put("sizeBytes", Uploads.CONTENT.length()));
        camera.calls()
                .post(path, Uploads.of(camera.id()).put("sizeBytes", 1).toString())
                .isProblem(409, "quota_exceeded");
        Uploads.put(fits, Uploads.CONTENT);
        Uploads.complete(camera.calls(), fits).is(200);
        house.owner()
                .delete("/videos?objectKey=" + first.path("objectKey").asString())
                .is(204);
        Uploads.begun(camera.calls(), Uploads.of(camera.id()).put("sizeBytes", 1));
    }

    @Test
    void what_is_old_goes() {
        JsonNode old = uploaded();
        JsonNode young = uploaded();
        age(
                old,
                "id = first_id_at(now() - interval '31 days'), uploaded_at = now() - interval '31 days', "
                        + "created_at = now() - interval '31 days'");
        age(
                young,
                "id = first_id_at(now() - interval '31 days' + interval '1 s'), uploaded_at = now() - interval '29 days'");
        SERVER.bean(VideoRetention.class).wake();
        Await.until("it is old", PATIENCE, () -> !rows(old).equals(List.of("uploaded")));
        isGone(old);
        assertThat(isStored(young)).isTrue();
        assertThat(bytes()).isEqualTo(Integer.toString(Uploads.CONTENT.length()));
    }

    @Test
    void what_was_somebody_s_who_is_gone_goes() {
        JsonNode upload = uploaded();
        TestDatabase.execute(SERVER.database(), "delete from \"user\" where id = '%s'".formatted(house.userId()));
        SERVER.bean(VideoSweeper.class).wake();
        Await.until("its object is gone", PATIENCE, () -> !isStored(upload));
    }
}
