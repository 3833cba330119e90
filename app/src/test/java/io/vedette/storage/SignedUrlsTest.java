package io.vedette.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import tools.jackson.databind.JsonNode;

/** What is signed holds for the public host, one object, its type and length, and a while. */
class SignedUrlsTest {
    private static final JsonNode VECTORS = vectors();
    private static final String SECRET = VECTORS.path("secretAccessKey").asString();
    private static final StoreAddress ADDRESS = new StoreAddress(
            URI.create("http://objects:9000"),
            URI.create("https://media.example.test"),
            VECTORS.path("accessKeyId").asString(),
            SECRET);
    private static final StorageSettings SETTINGS =
            new StorageSettings(null, 9000, false, null, null, "clips", "us-east-1", null);
    private static final S3Presigner PRESIGNER = S3Clients.presigner(ADDRESS, "us-east-1");
    private static final SignedUrls URLS = new SignedUrls(PRESIGNER, ADDRESS, SETTINGS);

    private static JsonNode vectors() {
        try (InputStream file = SignedUrlsTest.class.getResourceAsStream("/contracts/s3-presign.json")) {
            return Json.jsonMapper().readTree(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Else what follows would prove nothing. */
    @TestFactory
    Stream<DynamicTest> the_check_agrees_with_others() {
        return VECTORS.path("cases")
                .valueStream()
                .map(vector -> DynamicTest.dynamicTest(vector.path("name").asString(), () -> {
                    Map<String, String> headers = new HashMap<>();
                    vector.path("requiredHeaders")
                            .properties()
                            .forEach(header -> headers.put(
                                    header.getKey(), header.getValue().asString()));
                    String url = vector.path("url").asString();
                    assertThat(SigV4.signature(vector.path("method").asString(), url, headers, SECRET))
                            .isEqualTo(SigV4.signatureIn(url));
                }));
    }

    @Test
    void an_upload_holds_for_its_type_and_length() {
        SignedUrl url = URLS.upload("u/d/clip.mp4", "video/mp4", 1024L);
        assertThat(url.url()).startsWith("https://media.example.test/clips/u/d/clip.mp4?");
        assertThat(url.headers()).isEqualTo(Map.of("content-type", "video/mp4"));
        assertThat(SigV4.parameter(url.url(), "X-Amz-SignedHeaders")).isEqualTo("content-length;content-type;host");
        isSigned("PUT", url, Map.of("content-type", "video/mp4", "content-length", "1024"));
    }

    @Test
    void an_upload_of_which_nothing_is_known_holds_for_anything() {
        SignedUrl url = URLS.upload("u/d/clip.mp4", null, null);
        assertThat(url.headers()).isEmpty();
        assertThat(SigV4.parameter(url.url(), "X-Amz-SignedHeaders")).isEqualTo("host");
        isSigned("PUT", url, Map.of());
    }

    @Test
    void they_end() {
        SignedUrl upload = URLS.upload("key", null, null);
        SignedUrl download = URLS.download("key", "a.mp4", null);
        assertThat(SigV4.parameter(upload.url(), "X-Amz-Expires")).isEqualTo("900");
        assertThat(SigV4.parameter(download.url(), "X-Amz-Expires")).isEqualTo("3600");
        assertThat(Duration.between(Instant.now(), upload.expiresAt())).isBetween(life(14), life(15));
        assertThat(Duration.between(Instant.now(), download.expiresAt())).isBetween(life(59), life(60));
    }

    @Test
    void what_may_hold_scripts_is_saved_and_not_shown() {
        assertThat(disposition("a.mp4", "video/mp4")).isEqualTo("inline; filename=\"a.mp4\"; filename*=UTF-8''a.mp4");
        assertThat(disposition("a.png", "image/png")).startsWith("inline");
        for (String type : new String[] {"text/html", "image/svg+xml", "application/xhtml+xml", "video", "Video/mp4"}) {
            assertThat(disposition("a", type)).as(type).startsWith("attachment");
        }
        assertThat(disposition("a", null)).startsWith("attachment");
    }

    @Test
    void names_can_not_say_more_than_a_name() {
        assertThat(disposition("../\"; x=\r\ny \u00fc\u4e2d.mp4", null))
                .isEqualTo("attachment; filename=\"..___ x=__y u_.mp4\"; "
                        + "filename*=UTF-8''.._%22%3B%20x%3D__y%20%C3%BC%E4%B8%AD.mp4");
    }

    private static String disposition(String name, @Nullable String type) {
        SignedUrl url = URLS.download("key", name, type);
        isSigned("GET", url, Map.of());
        return SigV4.parameter(url.url(), "response-content-disposition");
    }

    private static void isSigned(String method, SignedUrl url, Map<String, String> headers) {
        assertThat(SigV4.signatureIn(url.url())).isEqualTo(SigV4.signature(method, url.url(), headers, SECRET));
    }

    private static Duration life(int minutes) {
        return Duration.ofMinutes(minutes).plusSeconds(5);
    }
}
