package io.vedette.storage;

import io.vedette.platform.settings.Settings;
import io.vedette.platform.settings.Variable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Which object store to use. Without an endpoint it is the embedded one. */
@Settings
public record StorageSettings(
        @Variable(
                name = "MINIO_ENDPOINT",
                shownDefault = "embedded object store in the data folder",
                about =
                        "The S3-compatible store to use, by host or as a whole URL such as `https://objects.example.test`.")
        @Nullable
        Endpoint endpoint,

        @Variable(
                name = "MINIO_PORT",
                fallback = "9000",
                about = "Its port, unless the endpoint is a URL; where the embedded store listens.")
        @Min(0)
        @Max(65535)
        int port,

        @Variable(
                name = "MINIO_USE_SSL",
                fallback = "false",
                about = "Whether the store is called over TLS, unless the endpoint is a URL.")
        boolean useSsl,

        @Variable(
                name = "MINIO_ACCESS_KEY",
                requiredWith = {"MINIO_ENDPOINT", "MINIO_SECRET_KEY"},
                shownDefault = "made up for the embedded store",
                about = "The name of our key to the store.")
        @Nullable
        String accessKey,

        @Variable(
                name = "MINIO_SECRET_KEY",
                requiredWith = {"MINIO_ENDPOINT", "MINIO_ACCESS_KEY"},
                shownDefault = "made up for the embedded store",
                about = "The secret of our key to the store.")
        @Nullable
        String secretKey,

        @Variable(
                name = "MINIO_BUCKET",
                fallback = "vedette",
                about = "The bucket that holds all objects; it is made if it is missing.")
        @Pattern(
                regexp = "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]",
                message = "should be 3 to 63 lower-case letters, digits, dots and hyphens")
        String bucket,

        @Variable(name = "MINIO_REGION", fallback = "us-east-1", about = "The region that calls are signed for.")
        @Size(min = 1, max = 64, message = "should be the name of a region")
        String region,

        @Variable(
                name = "MINIO_PUBLIC_ENDPOINT",
                shownDefault = "`MINIO_ENDPOINT`",
                about = "Where browsers and cameras find the store, as a URL: what they are given is signed for it.")
        @Nullable
        URI publicEndpoint) {

    public StorageSettings {
        if (publicEndpoint != null && !isStore(publicEndpoint)) {
            throw new IllegalArgumentException(
                    "MINIO_PUBLIC_ENDPOINT must be a URL without a path, such as https://media.example.test");
        }
    }

    /** Where a store is: a host, or a whole URL. */
    public record Endpoint(String text) {
        private static final java.util.regex.Pattern HOST =
                java.util.regex.Pattern.compile("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]");

        /** For settings. */
        static Endpoint parse(String text) {
            if (HOST.matcher(text).matches() || (text.contains("://") && isStore(URI.create(text)))) {
                return new Endpoint(text.replaceAll("/+$", ""));
            }
            throw new IllegalArgumentException("should be a host, or a URL without a path");
        }

        private URI at(int port, boolean useSsl) {
            return URI.create(
                    text.contains("://") ? text : "%s://%s:%d".formatted(useSsl ? "https" : "http", text, port));
        }
    }

    private static boolean isStore(URI uri) {
        return uri.getHost() != null
                && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                && (uri.getPath().isEmpty() || uri.getPath().equals("/"))
                && uri.getQuery() == null
                && uri.getUserInfo() == null;
    }

    /** Empty for the embedded one. */
    @Nullable
    URI given() {
        return endpoint == null ? null : endpoint.at(port, useSsl);
    }

    @Override
    public String toString() {
        return "StorageSettings[bucket=" + bucket + "]";
    }
}
