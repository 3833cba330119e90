package io.vedette.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.storage.embedded.EmbeddedStore;
import io.vedette.testing.Uploads;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The embedded store takes a URL as long as it says, and not a minute longer. */
class EndedUrlsTest {
    private static final String SECRET = "a secret";
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final StorageSettings SETTINGS =
            new StorageSettings(null, 9000, false, null, null, "clips", "us-east-1", null);

    private final EmbeddedStore store;
    private final S3Presigner presigner;
    private final SignedUrls urls;

    EndedUrlsTest(@TempDir Path folder) throws IOException {
        Files.createDirectory(folder.resolve("clips"));
        store = EmbeddedStore.start(folder, 0, new EmbeddedStore.Key("name", SECRET), List.of());
        URI address = URI.create("http://localhost:" + store.port());
        StoreAddress whole = new StoreAddress(address, address, "name", SECRET);
        presigner = S3Clients.presigner(whole, "us-east-1");
        urls = new SignedUrls(presigner, whole, SETTINGS);
    }

    @BeforeEach
    void put() {
        assertThat(putAfter(Duration.ZERO)).isEqualTo(200);
    }

    @AfterEach
    void stop() {
        presigner.close();
        store.close();
    }

    @Test
    void an_upload_begins_within_a_quarter_of_an_hour() {
        assertThat(putAfter(Duration.ofMinutes(14))).isEqualTo(200);
        assertThat(putAfter(Duration.ofMinutes(16))).isEqualTo(403);
    }

    @Test
    void a_download_begins_within_an_hour() {
        assertThat(getAfter(Duration.ofMinutes(59))).isEqualTo(200);
        assertThat(getAfter(Duration.ofMinutes(61))).isEqualTo(403);
    }

    private int putAfter(Duration age) {
        String type = "video/mp4";
        String url = aged("PUT", urls.upload("key", type, null).url(), Map.of("content-type", type), age);
        return Uploads.send(
                        Uploads.request(url).header("content-type", type).PUT(BodyPublishers.ofString(Uploads.CONTENT)))
                .statusCode();
    }

    private int getAfter(Duration age) {
        return Uploads.get(aged("GET", urls.download("key", "a.mp4", null).url(), Map.of(), age))
                .statusCode();
    }

    /** The same URL as it would have been signed that long ago. */
    private static String aged(String method, String url, Map<String, String> headers, Duration age) {
        String then = MOMENT.format(Instant.now().minus(age));
        String unsigned = url.replaceFirst("X-Amz-Date=\\w+", "X-Amz-Date=" + then)
                .replaceFirst("Credential=name%2F\\d+", "Credential=name%2F" + then.substring(0, 8));
        return unsigned.replaceFirst(
                "X-Amz-Signature=\\w+", "X-Amz-Signature=" + SigV4.signature(method, unsigned, headers, SECRET));
    }
}
