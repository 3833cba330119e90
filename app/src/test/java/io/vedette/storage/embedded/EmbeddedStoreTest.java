package io.vedette.storage.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.platform.settings.SettingsError;
import io.vedette.testing.Household;
import io.vedette.testing.Uploads;
import io.vedette.testing.Visitor;
import io.vedette.testing.faults.ServerProcess;
import io.vedette.testing.faults.Servers;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The store of a server that was given none. */
class EmbeddedStoreTest {
    private static final EmbeddedStore.Key KEY = new EmbeddedStore.Key("name", "secret");

    @RegisterExtension
    final Servers servers = new Servers();

    @Test
    void what_was_uploaded_outlives_a_kill() {
        ServerProcess server = servers.inFolder("embedded-store").start();
        String owner = server.visitor()
                .post(
                        "/api/auth/sign-up/email",
                        "{\"name\":\"Ada\",\"email\":\"ada2@example.test\",\"password\":\"correct horse 1\"}")
                .is(200)
                .json()
                .path("token")
                .asString();
        Visitor ada = server.visitor().bearing(owner);
        String camera = ada.post(
                        "/devices/register", Household.introduction("camera").toString())
                .is(201)
                .json()
                .at("/device/id")
                .asString();
        JsonNode upload = Uploads.done(ada, Uploads.of(UUID.fromString(camera)).put("contentType", "video/mp4"));
        server.kill9();
        server.restart();
        String key = URLEncoder.encode(upload.path("objectKey").asString(), StandardCharsets.UTF_8);
        String url = ada.get("/videos/download-url?objectKey=" + key)
                .is(200)
                .json()
                .path("downloadUrl")
                .asString();
        HttpResponse<String> read = Uploads.get(url);
        assertThat(read.body()).isEqualTo(Uploads.CONTENT);
        assertThat(read.headers().firstValue("content-type")).hasValue("video/mp4");
    }

    @Test
    void pages_of_trusted_origins_may_use_it_and_no_others(@TempDir Path folder) throws IOException {
        Files.createDirectory(folder.resolve("bucket"));
        List<String> origins = List.of("\\Qhttps://app.example.test\\E");
        try (EmbeddedStore store = EmbeddedStore.start(folder, 0, KEY, origins)) {
            assertThat(allowed(store, "https://app.example.test")).hasValue("https://app.example.test");
            assertThat(allowed(store, "https://app.example.test.evil.test")).isEmpty();
            assertThat(allowed(store, "https://evil.test")).isEmpty();
        }
    }

    private static Optional<String> allowed(EmbeddedStore store, String origin) {
        return Uploads.send(Uploads.request("http://localhost:%d/bucket/key".formatted(store.port()))
                        .method("OPTIONS", BodyPublishers.noBody())
                        .header("Origin", origin)
                        .header("Access-Control-Request-Method", "PUT")
                        .header("Access-Control-Request-Headers", "content-type"))
                .headers()
                .firstValue("Access-Control-Allow-Origin");
    }

    @Test
    void nobody_gets_anything_without_the_key_whatever_this_machine_s_users_may(@TempDir Path folder)
            throws IOException {
        Path bucket = Files.createDirectory(folder.resolve("bucket"));
        Path object = Files.writeString(bucket.resolve("key"), Uploads.CONTENT);
        Files.setPosixFilePermissions(bucket, PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.setPosixFilePermissions(object, PosixFilePermissions.fromString("rw-rw-rw-"));
        try (EmbeddedStore store = EmbeddedStore.start(folder, 0, KEY, List.of())) {
            for (String path : new String[] {"/", "/bucket", "/bucket/key", "/bucket/../../etc/passwd"}) {
                assertThat(Uploads.get("http://localhost:%d%s".formatted(store.port(), path))
                                .statusCode())
                        .as(path)
                        .isIn(400, 403);
            }
        }
    }

    @Test
    void a_port_that_is_taken_is_told_in_one_line(@TempDir Path folder) {
        try (EmbeddedStore store = EmbeddedStore.start(folder, 0, KEY, List.of())) {
            assertThatThrownBy(() -> EmbeddedStore.start(folder, store.port(), KEY, List.of()))
                    .isInstanceOf(SettingsError.class)
                    .hasMessage("MINIO_PORT is %d: should be one that nobody listens on yet".formatted(store.port()));
        }
    }
}
