package io.vedette.storage;

import io.vedette.platform.secrets.Secrets;
import io.vedette.platform.settings.FolderSettings;
import io.vedette.platform.web.TrustedOrigins;
import io.vedette.platform.web.WebSettings;
import io.vedette.storage.embedded.EmbeddedStore;
import java.net.URI;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The object store: the one named by {@code MINIO_ENDPOINT}, else the embedded one. */
final class StoreInUse implements AutoCloseable {
    private static final String OWN_KEY = "vedette";

    private final StoreAddress address;
    private final @Nullable EmbeddedStore embedded;

    private StoreInUse(StoreAddress address, @Nullable EmbeddedStore embedded) {
        this.address = address;
        this.embedded = embedded;
    }

    static StoreInUse of(
            StorageSettings settings, WebSettings web, TrustedOrigins origins, FolderSettings folder, Secrets secrets) {
        URI given = settings.given();
        return given == null
                ? embedded(settings, web, origins, folder, secrets)
                : new StoreInUse(remote(settings, given), null);
    }

    StoreAddress address() {
        return address;
    }

    private static StoreAddress remote(StorageSettings settings, URI given) {
        return new StoreAddress(
                given,
                outside(settings, given),
                Objects.requireNonNull(settings.accessKey()),
                Objects.requireNonNull(settings.secretKey()));
    }

    /** Its key is made of our secret: nothing more has to be kept. */
    private static StoreInUse embedded(
            StorageSettings settings, WebSettings web, TrustedOrigins origins, FolderSettings folder, Secrets secrets) {
        String accessKey = Objects.requireNonNullElse(settings.accessKey(), OWN_KEY);
        String secretKey = Objects.requireNonNullElseGet(
                settings.secretKey(), () -> HexFormat.of().formatHex(secrets.derive("embedded object store")));
        EmbeddedStore store = EmbeddedStore.start(
                folder.dataDir().resolve("objects"),
                settings.port(),
                new EmbeddedStore.Key(accessKey, secretKey),
                origins.expressions());
        URI outside = URI.create("http://%s:%d".formatted(web.baseUrl().getHost(), store.port()));
        return new StoreInUse(
                new StoreAddress(
                        URI.create("http://localhost:" + store.port()),
                        outside(settings, outside),
                        accessKey,
                        secretKey),
                store);
    }

    private static URI outside(StorageSettings settings, URI otherwise) {
        URI given = settings.publicEndpoint();
        return given == null ? otherwise : URI.create(given.toString().replaceAll("/+$", ""));
    }

    @Override
    public void close() {
        if (embedded != null) {
            embedded.close();
        }
    }
}
