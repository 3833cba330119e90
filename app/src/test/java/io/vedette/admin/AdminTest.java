package io.vedette.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.storage.ObjectStore;
import io.vedette.testing.Bodies;
import io.vedette.testing.Household;
import io.vedette.testing.Reply;
import io.vedette.testing.ServerTest;
import io.vedette.testing.TestServer;
import io.vedette.testing.TestStore;
import io.vedette.testing.Uploads;
import io.vedette.testing.Visitor;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The objects of the store, as the operator's calls reach them. */
@ServerTest
class AdminTest {
    private static final ObjectNode CLIP = Bodies.object().put("fileName", "clip.mp4");
    private static final String ID = "[0-9a-f-]{36}-";

    private final Visitor operator = Visitor.anonymous().with("Authorization", "Basic b3BzOm9wcw==");

    private JsonNode announced(ObjectNode upload) {
        return operator.post("/admin/upload-url", upload.toString()).is(201).json();
    }

    private String uploaded(ObjectNode upload) {
        JsonNode told = announced(upload);
        assertThat(Uploads.put(told, Uploads.CONTENT).statusCode()).isEqualTo(200);
        return told.path("objectKey").asString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private JsonNode listed(String query) {
        return operator.get("/admin/objects?" + query).is(200).json();
    }

    private static List<String> keys(JsonNode page) {
        return page.path("items")
                .valueStream()
                .map(item -> item.path("objectKey").asString())
                .toList();
    }

    private Reply removing(String key) {
        return operator.delete("/admin/object?objectKey=" + encoded(key));
    }

    /** Page after page until there is no other. */
    private List<List<String>> pages(String query) {
        List<List<String>> pages = new ArrayList<>();
        String cursor = "";
        while (true) {
            JsonNode page = listed(query + "&cursor=" + cursor);
            pages.add(keys(page));
            if (page.path("nextCursor").isNull()) {
                return pages;
            }
            cursor = page.path("nextCursor").asString();
        }
    }

    @Nested
    class An_upload {
        @Test
        void is_put_listed_read_and_removed() {
            String key = uploaded(CLIP.deepCopy().put("prefix", "films").put("contentType", "video/mp4"));
            assertThat(key).matches("admin/films/" + ID + "clip\\.mp4");
            JsonNode item = listed("prefix=" + encoded(key)).at("/items/0");
            assertThat(item.path("objectKey").asString()).isEqualTo(key);
            assertThat(item.path("sizeBytes").asLong()).isEqualTo(Uploads.CONTENT.length());
            var read = Uploads.get(item.path("downloadUrl").asString());
            assertThat(read.body()).isEqualTo(Uploads.CONTENT);
            assertThat(read.headers().firstValue("Content-Disposition").orElse(""))
                    .startsWith("attachment; filename=\"clip.mp4\"");
            removing(key).is(204);
            assertThat(keys(listed("prefix=" + encoded(key)))).isEmpty();
            removing(key).isProblem(404, "not_found");
        }

        @Test
        void lands_below_admin_whatever_it_was_called() {
            JsonNode told = announced(
                    Bodies.object().put("fileName", "../../p\u00e4sswd").put("prefix", "/../videos//./x y/"));
            assertThat(told.path("objectKey").asString()).matches("admin/_/videos/_/x_y/" + ID + "__?/?_?_?passwd");
            assertThat(told.path("objectKey").asString().split("/")).doesNotContain("..", ".", "");
        }

        @Test
        void is_of_the_type_that_was_announced() {
            JsonNode told = announced(CLIP.deepCopy().put("contentType", "video/mp4"));
            assertThat(Uploads.send(Uploads.request(told.path("uploadUrl").asString())
                                    .header("content-type", "text/html")
                                    .PUT(BodyPublishers.ofString("<script>")))
                            .statusCode())
                    .isEqualTo(403);
        }

        @Test
        void is_announced_once_under_one_key() {
            Visitor again = operator.with("Idempotency-Key", UUID.randomUUID().toString());
            JsonNode first =
                    again.post("/admin/upload-url", CLIP.toString()).is(201).json();
            JsonNode second =
                    again.post("/admin/upload-url", CLIP.toString()).is(201).json();
            assertThat(second.path("objectKey")).isEqualTo(first.path("objectKey"));
            assertThat(Uploads.put(second, Uploads.CONTENT).statusCode()).isEqualTo(200);
        }

        @Test
        void is_refused_with_all_that_is_wrong() {
            ObjectNode wrong = Bodies.object()
                    .put("fileName", "")
                    .put("prefix", "x".repeat(256))
                    .put("contentType", "film");
            assertThat(operator.post("/admin/upload-url", wrong.toString())
                            .isProblem(422, "validation_failed")
                            .wrongFields())
                    .containsExactlyInAnyOrder("fileName", "prefix", "contentType");
        }
    }

    @Nested
    class The_list {
        private static final int MANY = 230;

        private final String space = "many" + UUID.randomUUID();
        private final List<String> all = IntStream.range(0, MANY)
                .mapToObj(number -> uploaded(Bodies.object()
                        .put("prefix", space + "/" + number % 7)
                        .put("fileName", number % 10 == 0 ? "Report %d.PDF".formatted(number) : "clip.mp4")))
                .sorted()
                .toList();

        @Test
        void pages_through_all_keys_in_their_order_and_finds_what_is_somewhere_in_them() {
            List<List<String>> pages = pages("limit=100&prefix=admin/" + space);
            assertThat(pages.stream().map(List::size)).containsExactly(100, 100, MANY - 200);
            assertThat(pages.stream().flatMap(List::stream)).containsExactlyElementsOf(all);

            List<String> reports =
                    all.stream().filter(key -> key.endsWith(".PDF")).toList();
            assertThat(reports).hasSize(MANY / 10);
            List<List<String>> found = pages("limit=7&search=rEpOrT&prefix=admin/" + space);
            assertThat(found.stream().map(List::size).limit(3)).containsOnly(7);
            assertThat(found.stream().flatMap(List::stream)).containsExactlyElementsOf(reports);
            assertThat(pages("limit=200&search=" + space).stream().flatMap(List::stream))
                    .containsExactlyElementsOf(all);
            assertThat(keys(listed("search=%25&prefix=admin/" + space))).isEmpty();
            assertThat(keys(listed("prefix=admin/" + space.substring(0, 20)))).isNotEmpty();
        }
    }

    @Nested
    class A_search {
        private final String space = "crowd" + UUID.randomUUID();

        /** More keys than one call looks at. The store keeps them as files, so nobody has to upload that many. */
        @Test
        void looks_at_ten_thousand_keys_and_says_where_to_go_on() throws IOException {
            String bucket = TestServer.running().bean(ObjectStore.class).bucket();
            Path folder = Files.createDirectory(TestStore.folder(bucket).resolve(space));
            try {
                for (int number = 0; number < 10_050; number++) {
                    Files.createFile(folder.resolve("%05d.mp4".formatted(number)));
                }
                Files.createFile(folder.resolve("10050-needle.mp4"));
                assertThat(pages("search=needle&prefix=" + space))
                        .containsExactly(List.of(), List.of(space + "/10050-needle.mp4"));
            } finally {
                FileSystemUtils.deleteRecursively(folder);
            }
        }
    }

    @Test
    void nothing_begins_with_what_the_store_could_not_keep() {
        JsonNode page = listed("prefix=" + "x".repeat(300));
        assertThat(keys(page)).isEmpty();
        assertThat(page.path("nextCursor").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "../", "..", "a//", "a/./b", "a/../b", "admin/..", "\uffff"})
    void no_list_begins_with_what_no_key_does(String prefix) {
        assertThat(operator.get("/admin/objects?prefix=" + encoded(prefix))
                        .isProblem(400, "invalid_parameter")
                        .wrongFields())
                .containsExactly("prefix");
    }

    static Stream<String> noKeys() {
        return Stream.of(
                "../x",
                "admin/../x",
                "./x",
                "a/.",
                "a/..",
                "/x",
                "a//x",
                "a/",
                "..",
                "\u00e9".repeat(600),
                "x".repeat(300));
    }

    @ParameterizedTest
    @MethodSource("noKeys")
    void what_is_no_key_is_not_there(String key) {
        removing(key).isProblem(404, "not_found");
    }

    /** To a store that keeps files it would be the same. */
    @ParameterizedTest
    @ValueSource(strings = {"admin/./", "admin//", "admin/x/../"})
    void another_way_to_an_object_is_not_its_key(String way) {
        String key = uploaded(CLIP);
        removing(key.replaceFirst("admin/", way)).isProblem(404, "not_found");
        assertThat(keys(listed("prefix=" + encoded(key)))).containsExactly(key);
    }

    @Test
    void a_key_must_be_said() {
        operator.delete("/admin/object").isProblem(400, "invalid_parameter");
        operator.delete("/admin/object?objectKey=" + "x".repeat(1025)).isProblem(400, "invalid_parameter");
        operator.get("/admin/objects?cursor=nonsense").isProblem(400, "invalid_parameter");
    }

    @Nested
    class A_video {
        private final Household house = Household.fresh();
        private final JsonNode upload =
                Uploads.done(house.owner(), Uploads.of(house.camera().id()));
        private final String key = upload.path("objectKey").asString();

        private JsonNode videos() {
            return house.owner().get("/videos").is(200).json().path("items");
        }

        @Test
        void is_listed_and_goes_with_its_object() {
            assertThat(keys(listed("search="
                            + encoded(upload.path("videoId").asString().toUpperCase(Locale.ROOT)))))
                    .containsExactly(key);
            assertThat(videos()).hasSize(1);
            removing(key).is(204);
            assertThat(videos()).isEmpty();
            house.owner().get("/videos/download-url?objectKey=" + encoded(key)).isProblem(404, "not_found");
        }

        @Test
        void goes_too_if_its_object_went_before() {
            TestServer.running().bean(ObjectStore.class).delete(key).block(Duration.ofSeconds(20));
            removing(key).is(204);
            assertThat(videos()).isEmpty();
            removing(key).isProblem(404, "not_found");
        }
    }
}
