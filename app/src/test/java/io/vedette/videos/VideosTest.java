package io.vedette.videos;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Bodies;
import io.vedette.testing.Household;
import io.vedette.testing.Household.Gadget;
import io.vedette.testing.Reply;
import io.vedette.testing.ServerTest;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import io.vedette.testing.Uploads;
import io.vedette.testing.Visitor;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Videos as their cameras, their owners and strangers meet them. */
@ServerTest
class VideosTest {
    private final Household house = Household.fresh();
    private final Gadget camera = house.camera();
    private final Visitor owner = house.owner();

    private ObjectNode announced() {
        return Uploads.of(camera.id());
    }

    private static String query(JsonNode upload) {
        return "?objectKey=" + URLEncoder.encode(upload.path("objectKey").asString(), StandardCharsets.UTF_8);
    }

    private Reply download(Visitor who, JsonNode upload) {
        return who.get("/videos/download-url" + query(upload));
    }

    private List<String> listed(Visitor who, String query) {
        return who.get("/videos" + query)
                .is(200)
                .json()
                .path("items")
                .valueStream()
                .map(item -> item.at("/video/id").asString())
                .toList();
    }

    private static String id(JsonNode upload) {
        return upload.path("videoId").asString();
    }

    @Nested
    class An_upload {
        @Test
        void is_announced_put_and_completed_by_its_camera() {
            JsonNode upload = Uploads.begun(
                    camera.calls(),
                    announced().put("contentType", "video/mp4").put("sizeBytes", Uploads.CONTENT.length()));
            assertThat(upload.path("method").asString()).isEqualTo("PUT");
            assertThat(upload.path("headers").path("content-type").asString()).isEqualTo("video/mp4");
            Uploads.complete(camera.calls(), upload).isProblem(409, "object_missing");
            assertThat(Uploads.put(upload, Uploads.CONTENT).statusCode()).isEqualTo(200);
            JsonNode video = Uploads.complete(camera.calls(), upload).is(200).json();
            assertThat(video.path("status").asString()).isEqualTo("uploaded");
            assertThat(video.path("sizeBytes").asLong()).isEqualTo(Uploads.CONTENT.length());
            assertThat(video.path("contentType").asString()).isEqualTo("video/mp4");
            assertThat(Uploads.complete(owner, upload).is(200).json()).isEqualTo(video);
        }

        @Test
        void is_of_the_type_and_length_that_were_announced() {
            JsonNode upload = Uploads.begun(
                    owner, announced().put("contentType", "video/mp4").put("sizeBytes", 5));
            String url = upload.path("uploadUrl").asString();
            assertThat(put(url, "video/webm", "12345")).isEqualTo(403);
            assertThat(put(url, "video/mp4", "123456")).isEqualTo(403);
            assertThat(put(url.replace(id(upload), UUID.randomUUID().toString()), "video/mp4", "12345"))
                    .isEqualTo(403);
            assertThat(put(url.replace("X-Amz-Expires=900", "X-Amz-Expires=9000"), "video/mp4", "12345"))
                    .isEqualTo(403);
            Uploads.complete(owner, upload).isProblem(409, "object_missing");
            assertThat(put(url, "video/mp4", "12345")).isEqualTo(200);
            Uploads.complete(owner, upload).is(200);
        }

        private static int put(String url, String type, String content) {
            return Uploads.send(
                            Uploads.request(url).header("content-type", type).PUT(BodyPublishers.ofString(content)))
                    .statusCode();
        }

        @Test
        void has_a_name_in_its_owner_s_space_whatever_it_was_called() {
            JsonNode upload = Uploads.begun(
                    owner,
                    announced().put("fileName", "../../pässwd \u4e2d.mp4").put("prefix", "/a/../b c//"));
            assertThat(upload.path("objectKey").asString())
                    .isEqualTo("%s/%s/a/_/b_c/%s-%s"
                            .formatted(house.userId(), camera.id(), id(upload), "_/_/passwd__.mp4".replace("/", "_")));
        }

        @Test
        void is_refused_with_all_that_is_wrong() {
            ObjectNode wrong = announced()
                    .put("fileName", "")
                    .put("contentType", "film")
                    .put("sizeBytes", 0)
                    .put("kind", "film")
                    .put("prefix", "x".repeat(256));
            assertThat(owner.post("/videos/upload-url", wrong.toString())
                            .isProblem(422, "validation_failed")
                            .wrongFields())
                    .containsExactlyInAnyOrder("fileName", "contentType", "sizeBytes", "kind", "prefix");
        }

        @Test
        void is_of_one_s_own_device_and_event() {
            Household other = Household.fresh();
            Gadget theirs = other.camera();
            String path = "/videos/upload-url";
            owner.post(path, Uploads.of(theirs.id()).toString()).isProblem(404, "not_found");
            camera.calls().post(path, Uploads.of(theirs.id()).toString()).isProblem(404, "not_found");
            Gadget second = house.camera();
            camera.calls().post(path, Uploads.of(second.id()).toString()).isProblem(403, "forbidden");
            house.client().calls().post(path, announced().toString()).isProblem(403, "forbidden");
            String event = second.calls()
                    .post("/events/motion/start", "{}")
                    .is(201)
                    .json()
                    .path("id")
                    .asString();
            owner.post(path, announced().put("eventId", event).toString()).isProblem(404, "not_found");
            JsonNode upload = Uploads.begun(owner, announced());
            Uploads.complete(second.calls(), upload).isProblem(403, "forbidden");
            Uploads.complete(other.owner(), upload).isProblem(404, "not_found");
        }

        @Test
        void asked_for_again_with_its_key_is_the_same_one_with_a_new_url() {
            Visitor keyed =
                    camera.calls().with("Idempotency-Key", UUID.randomUUID().toString());
            JsonNode first = Uploads.begun(keyed, announced());
            JsonNode again = Uploads.begun(keyed, announced());
            assertThat(id(again)).isEqualTo(id(first));
            assertThat(again.path("objectKey")).isEqualTo(first.path("objectKey"));
            assertThat(Uploads.put(again, Uploads.CONTENT).statusCode()).isEqualTo(200);
            Uploads.complete(owner, first).is(200);
        }

        @Test
        void of_a_disabled_device_is_not_begun() {
            house.patch(camera, Bodies.object().put("status", "disabled")).is(200);
            owner.post("/videos/upload-url", announced().toString()).isProblem(403, "device_disabled");
            camera.calls().post("/videos/upload-url", announced().toString()).isProblem(403, "device_disabled");
        }
    }

    @Nested
    class A_download {
        @Test
        void is_of_what_was_uploaded() {
            JsonNode upload = Uploads.done(owner, announced().put("fileName", "the \"front\" door.mp4"));
            JsonNode answer = download(owner, upload).is(200).json();
            HttpResponse<String> read = Uploads.get(answer.path("downloadUrl").asString());
            assertThat(read.statusCode()).isEqualTo(200);
            assertThat(read.body()).isEqualTo(Uploads.CONTENT);
            assertThat(read.headers().firstValue("content-disposition").orElseThrow())
                    .contains("; filename=\"the _front_ door.mp4\"; filename*=UTF-8''the%20%22front%22%20door.mp4");
        }

        @Test
        void of_a_video_is_shown_and_of_a_page_is_saved() {
            JsonNode video = Uploads.done(owner, announced().put("contentType", "video/mp4"));
            JsonNode page = Uploads.done(owner, announced().put("contentType", "text/html"));
            assertThat(disposition(video)).startsWith("inline");
            assertThat(disposition(page)).startsWith("attachment");
        }

        private String disposition(JsonNode upload) {
            String url =
                    download(owner, upload).is(200).json().path("downloadUrl").asString();
            return Uploads.get(url).headers().firstValue("content-disposition").orElseThrow();
        }

        @Test
        void is_not_there_before_or_for_others_or_without_a_signature() {
            JsonNode upload = Uploads.begun(owner, announced());
            Uploads.put(upload, Uploads.CONTENT);
            download(owner, upload).isProblem(404, "not_found");
            Uploads.complete(owner, upload).is(200);
            download(Household.fresh().owner(), upload).isProblem(404, "not_found");
            String url =
                    download(owner, upload).is(200).json().path("downloadUrl").asString();
            assertThat(Uploads.get(url.replaceFirst("\\?.*", "")).statusCode()).isEqualTo(403);
            assertThat(Uploads.get(url.replace("X-Amz-Expires=3600", "X-Amz-Expires=7200"))
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Nested
    class The_list {
        @Test
        void has_what_was_uploaded_newest_first_by_device_prefix_and_kind() {
            Gadget second = house.camera();
            String one = id(Uploads.done(owner, announced().put("prefix", "2026/11")));
            String two = id(Uploads.done(owner, Uploads.of(second.id()).put("prefix", "2026/12")));
            String three =
                    id(Uploads.done(owner, announced().put("kind", "thumbnail").put("prefix", "2026-12")));
            Uploads.begun(owner, announced());
            assertThat(listed(owner, "")).containsExactly(three, two, one);
            assertThat(listed(owner, "?deviceId=" + second.id())).containsExactly(two);
            assertThat(listed(owner, "?prefix=2026")).containsExactly(two, one);
            assertThat(listed(owner, "?prefix=2026/11/")).containsExactly(one);
            assertThat(listed(owner, "?prefix=202")).isEmpty();
            assertThat(listed(owner, "?kind=thumbnail")).containsExactly(three);
            assertThat(listed(Household.fresh().owner(), "?prefix=2026")).isEmpty();
        }

        @Test
        void goes_on_where_it_stopped() {
            String one = id(Uploads.done(owner, announced()));
            String two = id(Uploads.done(owner, announced()));
            JsonNode page = owner.get("/videos?limit=1").is(200).json();
            Uploads.done(owner, announced());
            assertThat(page.at("/items/0/video/id").asString()).isEqualTo(two);
            assertThat(listed(
                            owner, "?limit=1&cursor=" + page.path("nextCursor").asString()))
                    .containsExactly(one);
        }

        @Test
        void keeps_the_videos_of_a_device_that_is_gone() {
            String video = id(Uploads.done(owner, announced()));
            owner.delete("/devices/" + camera.id()).is(204);
            assertThat(listed(owner, "?deviceId=" + camera.id())).containsExactly(video);
        }
    }

    @Nested
    class Removed {
        @Test
        void it_is_gone_from_lists_and_store() {
            JsonNode upload = Uploads.done(owner, announced());
            String url =
                    download(owner, upload).is(200).json().path("downloadUrl").asString();
            owner.delete("/videos" + query(upload)).is(204);
            assertThat(listed(owner, "")).isEmpty();
            download(owner, upload).isProblem(404, "not_found");
            assertThat(Uploads.get(url).statusCode()).isEqualTo(404);
            owner.delete("/videos" + query(upload)).isProblem(404, "not_found");
        }

        @Test
        void it_may_be_named_in_the_body() {
            JsonNode upload = Uploads.done(owner, announced());
            ObjectNode body =
                    Bodies.object().put("objectKey", upload.path("objectKey").asString());
            owner.send("DELETE", "/videos", body.toString()).is(204);
            assertThat(listed(owner, "")).isEmpty();
            owner.delete("/videos").isProblem(400, "malformed_json");
        }

        @Test
        void it_is_one_s_own() {
            JsonNode upload = Uploads.done(owner, announced());
            Visitor other = Household.fresh().owner();
            other.delete("/videos" + query(upload)).isProblem(404, "not_found");
            owner.delete("/videos?objectKey=" + house.userId() + "/../other").isProblem(404, "not_found");
            assertThat(listed(owner, "")).containsExactly(id(upload));
        }
    }

    @Test
    void what_is_signed_is_not_kept() {
        Visitor keyed = owner.with("Idempotency-Key", UUID.randomUUID().toString());
        JsonNode upload = Uploads.begun(keyed, announced());
        String signature = upload.path("uploadUrl").asString().replaceFirst(".*X-Amz-Signature=", "");
        assertThat(TestDatabase.ask(
                        TestServer.running().database(),
                        "select count(*) from idempotency_keys where body::text like '%" + signature + "%'"))
                .containsExactly("0");
    }
}
