package io.vedette.testing;

import io.vedette.storage.embedded.EmbeddedStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/** The object store that all tests of this JVM share; each server has a bucket of its own, named like its database. */
public final class TestStore {
    private static final EmbeddedStore.Key KEY = new EmbeddedStore.Key("tests", "a key for tests only, 0123456789");
    private static final String REGION = "test-1";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Path FOLDER = Scratch.file("objects");

    private static final class Shared {
        static final EmbeddedStore STORE = EmbeddedStore.start(FOLDER, 0, KEY, List.of());
    }

    private TestStore() {}

    /** What a server is told that uses it. */
    public static Map<String, String> environment(String bucket) {
        return environment(bucket, Shared.STORE.port());
    }

    /** The same behind something that listens on this port. */
    public static Map<String, String> environment(String bucket, int port) {
        return Map.of(
                "MINIO_ENDPOINT",
                "http://localhost:" + port,
                "MINIO_ACCESS_KEY",
                KEY.name(),
                "MINIO_SECRET_KEY",
                KEY.secret(),
                "MINIO_REGION",
                REGION,
                "MINIO_BUCKET",
                bucket);
    }

    /** A server gets its own once it runs. */
    static void awaitBucket(S3AsyncClient client, String bucket) {
        Await.until(
                "there is a bucket",
                PATIENCE,
                () -> client.headBucket(wanted -> wanted.bucket(bucket))
                        .handle((_, missing) -> missing == null)
                        .join());
    }

    /** Where the objects of a bucket are, as files. */
    public static Path folder(String bucket) {
        return FOLDER.resolve(bucket);
    }

    public static int port() {
        return Shared.STORE.port();
    }
}
