package io.vedette.storage.embedded;

import io.vedette.platform.settings.SettingsError;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files in the data folder, behind signed calls of S3. It has threads of its own: whatever blocks there holds up nobody else. */
public final class EmbeddedStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedStore.class);
    private static final int THREADS = 64;
    private static final long LONGEST_STOP = 2_000;
    private static final int MOST_CAUSES = 10;

    /** What one call may hold: bodies of unknown length, and those that have to be read to learn whose they are. */
    private static final int MOST_IN_MEMORY = 1024 * 1024;

    /** With what callers sign. */
    public record Key(String name, String secret) {
        @Override
        public String toString() {
            return "Key[" + name + "]";
        }
    }

    private final S3Proxy proxy;

    private EmbeddedStore(S3Proxy proxy) {
        this.proxy = proxy;
    }

    /**
     * Returns once it listens.
     *
     * @param port zero for one that is free
     * @param origins of which pages may use it, as regular expressions
     */
    public static EmbeddedStore start(Path folder, int port, Key key, List<String> origins) {
        try {
            S3Proxy proxy = S3Proxy.builder()
                    .blobStore(blobs(folder))
                    .endpoint(URI.create("http://%s:%d".formatted(everywhere(), port)))
                    .awsAuthentication(AuthenticationType.AWS_V4, key.name(), key.secret())
                    .corsRules(new CrossOriginResourceSharing(
                            origins,
                            List.of("GET", "HEAD", "PUT"),
                            List.of("content-type", "range"),
                            List.of("ETag"),
                            ""))
                    .ignoreUnknownHeaders(true)
                    .jettyMaxThreads(THREADS)
                    .v4MaxNonChunkedRequestSize(MOST_IN_MEMORY)
                    .v4MaxChunkSize(MOST_IN_MEMORY)
                    .stopTimeout(LONGEST_STOP)
                    .build();
            proxy.start();
            LOG.info("Embedded object store listens on port {}, its objects are in {}", proxy.getPort(), folder);
            return new EmbeddedStore(proxy);
        } catch (Exception e) {
            throw new SettingsError(
                    isTaken(e)
                            ? "MINIO_PORT is %d: should be one that nobody listens on yet".formatted(port)
                            : "The embedded object store in %s does not start: %s".formatted(folder, e));
        }
    }

    private static BlobStore blobs(Path folder) throws IOException {
        String files = Files.createDirectories(folder).toRealPath().toString();
        return new PrivateBlobs(new NamedFiles(new MeasuredBlobs(new FilesystemNio2BlobStore(files))));
    }

    public int port() {
        return proxy.getPort();
    }

    @Override
    public void close() {
        try {
            proxy.stop();
        } catch (Exception e) {
            LOG.warn("The embedded object store did not stop cleanly: {}", e.toString());
        }
    }

    /** The address that means all of this machine's, as the server itself listens. */
    private static String everywhere() {
        return new InetSocketAddress(0).getAddress() instanceof Inet6Address ? "[::]" : "0.0.0.0";
    }

    private static boolean isTaken(Throwable failure) {
        return Stream.iterate(failure, Throwable::getCause)
                .limit(MOST_CAUSES)
                .takeWhile(cause -> cause != null)
                .anyMatch(cause -> cause instanceof BindException);
    }
}
