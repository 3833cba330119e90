package io.vedette.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.storage.embedded.EmbeddedStore;
import io.vedette.testing.Uploads;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The embedded store takes a URL for what it says, whoever tries it how, and nobody fills the memory by it. */
class EmbeddedUrlsTest {
    /** Who still sends when the refusal comes may not get to read it. */
    private static final int CUT_OFF = 0;

    private static final String SECRET = "a secret";
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final StorageSettings SETTINGS =
            new StorageSettings(null, 9000, false, null, null, "clips", "us-east-1", null);

    private static final int MOST_IN_MEMORY = 1024 * 1024;

    private final Path file;
    private final EmbeddedStore store;
    private final S3Presigner presigner;
    private final SignedUrls urls;

    EmbeddedUrlsTest(@TempDir Path folder) throws IOException {
        file = Files.createDirectory(folder.resolve("clips")).resolve("key");
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

    /** The signed length is what a header says. What is sent is framed by another one, which counts in HTTP. */
    @Test
    void no_more_is_kept_than_was_announced_however_it_is_framed() throws IOException {
        Files.delete(file);
        String type = "video/mp4";
        URI url = URI.create(urls.upload("key", type, 5L).url());
        String request = """
                PUT %s?%s HTTP/1.1
                Host: localhost:%d
                Content-Type: %s
                Content-Length: 5
                Transfer-Encoding: chunked
                Connection: close

                8
                12345678
                0

                """.formatted(url.getRawPath(), url.getRawQuery(), store.port(), type)
                .replace("\n", "\r\n");
        try (Socket socket = new Socket("localhost", store.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 ");
        }
        assertThat(Files.exists(file) ? Files.size(file) : 0).isLessThanOrEqualTo(5);
    }

    /** Its length has to be known before it is stored: it would be collected. */
    @Test
    void an_upload_that_does_not_say_its_length_is_short() {
        assertThat(putUnmeasured(MOST_IN_MEMORY)).isEqualTo(200);
        assertThat(putUnmeasured(MOST_IN_MEMORY + 1)).isIn(400, CUT_OFF);
    }

    private int putUnmeasured(int length) {
        byte[] content = new byte[length];
        return answered(Uploads.request(urls.upload("key", null, null).url())
                .PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(content))));
    }

    /** A signature in a header counts for what is sent, so all of that is read before anything is known of the sender. */
    @Test
    void nobody_s_bodies_are_not_collected() {
        assertThat(putByNobody(MOST_IN_MEMORY)).isEqualTo(403);
        assertThat(putByNobody(MOST_IN_MEMORY + 1)).isIn(400, CUT_OFF);
    }

    private int putByNobody(int length) {
        byte[] content = new byte[length];
        String now = MOMENT.format(Instant.now());
        String signature =
                "AWS4-HMAC-SHA256 Credential=name/%s/us-east-1/s3/aws4_request, ".formatted(now.substring(0, 8))
                        + "SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=" + "0".repeat(64);
        return answered(Uploads.request("http://localhost:%d/clips/key".formatted(store.port()))
                .expectContinue(true)
                .header("x-amz-date", now)
                .header("x-amz-content-sha256", sha256(content))
                .header("authorization", signature)
                .PUT(BodyPublishers.ofByteArray(content)));
    }

    private static int answered(HttpRequest.Builder request) {
        try {
            return Uploads.send(request).statusCode();
        } catch (UncheckedIOException stillSending) {
            return CUT_OFF;
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
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
