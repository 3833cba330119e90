package io.vedette.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.platform.settings.SettingsError;
import io.vedette.platform.settings.SettingsReader;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StorageSettingsTest {
    private static StorageSettings read(String... more) {
        Map<String, String> environment =
                new HashMap<>(Map.of("MINIO_ACCESS_KEY", "key", "MINIO_SECRET_KEY", "secret"));
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        return SettingsReader.read(StorageSettings.class, environment);
    }

    @ParameterizedTest
    @CsvSource({
        "objects, 9000, false, http://objects:9000",
        "objects.example.test, 443, true, https://objects.example.test:443",
        "10.1.2.3, 80, false, http://10.1.2.3:80",
        "[::1], 9000, false, http://[::1]:9000",
        "https://objects.example.test, 9000, false, https://objects.example.test",
        "http://objects:8333/, 9000, true, http://objects:8333",
    })
    void an_endpoint_is_a_host_or_a_whole_url(String endpoint, String port, String tls, String url) {
        assertThat(read("MINIO_ENDPOINT", endpoint, "MINIO_PORT", port, "MINIO_USE_SSL", tls)
                        .given())
                .hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://objects", "http://objects/path", "two hosts", "http://", "http://key@objects"})
    void anything_else_stops_the_start(String endpoint) {
        assertThatThrownBy(() -> read("MINIO_ENDPOINT", endpoint))
                .isInstanceOf(SettingsError.class)
                .hasMessageContaining("MINIO_ENDPOINT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "Upper", "a_b", "-a-", "a/b"})
    void so_does_a_bucket_that_no_store_would_make(String bucket) {
        assertThatThrownBy(() -> read("MINIO_BUCKET", bucket)).hasMessageContaining("MINIO_BUCKET");
    }

    @Test
    void a_store_needs_a_key() {
        assertThatThrownBy(() -> SettingsReader.read(StorageSettings.class, Map.of("MINIO_ENDPOINT", "objects")))
                .hasMessageContaining("MINIO_ACCESS_KEY")
                .hasMessageContaining("MINIO_SECRET_KEY");
        assertThatThrownBy(() -> read("MINIO_PUBLIC_ENDPOINT", "https://media.example.test/path"))
                .hasMessageContaining("MINIO_PUBLIC_ENDPOINT");
    }

    @Test
    void without_an_endpoint_it_is_the_embedded_one_and_nothing_shows_the_secret() {
        assertThat(SettingsReader.read(StorageSettings.class, Map.of()).given()).isNull();
        assertThat(read()).asString().doesNotContain("secret");
    }
}
