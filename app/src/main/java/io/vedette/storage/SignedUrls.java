package io.vedette.storage;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedGetObjectRequest;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;

/** Signs URLs for others, for the store's public address. Nobody is asked: a URL is no proof that there is an object. */
@Component
public final class SignedUrls {
    /** How long an upload may wait to begin. */
    public static final Duration UPLOAD_LIFE = Duration.ofMinutes(15);

    private static final Duration DOWNLOAD_LIFE = Duration.ofHours(1);
    private static final String TYPE = "content-type";

    /** What a browser may show by itself. All else, such as HTML and SVG, may hold scripts. */
    private static final Set<String> HARMLESS = Set.of(
            "image/jpeg", "image/png", "image/webp", "image/gif", "image/avif", "text/plain", "application/json");

    private final S3Presigner presigner;
    private final StoreAddress address;
    private final String bucket;

    SignedUrls(S3Presigner presigner, StoreAddress address, StorageSettings settings) {
        this.presigner = presigner;
        this.address = address;
        this.bucket = settings.bucket();
    }

    /** The type, and the length if it is known, are signed too: something else is refused by the store. */
    public SignedUrl upload(String key, @Nullable String contentType, @Nullable Long sizeBytes) {
        PresignedPutObjectRequest signed = presigner.presignPutObject(wanted -> wanted.signatureDuration(UPLOAD_LIFE)
                .putObjectRequest(put ->
                        put.bucket(bucket).key(key).contentType(contentType).contentLength(sizeBytes)));
        return new SignedUrl(
                signed.url().toString(),
                contentType == null ? Map.of() : Map.of(TYPE, contentType),
                signed.expiration());
    }

    /** @param fileName as it is saved */
    public SignedUrl download(String key, String fileName, @Nullable String contentType) {
        PresignedGetObjectRequest signed = presigner.presignGetObject(wanted -> wanted.signatureDuration(DOWNLOAD_LIFE)
                .getObjectRequest(get ->
                        get.bucket(bucket).key(key).responseContentDisposition(disposition(fileName, contentType))));
        return new SignedUrl(signed.url().toString(), Map.of(), signed.expiration());
    }

    /** The object's name in a bucket that is not public: it identifies, and opens nothing. */
    public String nameOf(String key) {
        URI base = address.external();
        return "%s/%s/%s".formatted(base, bucket, key);
    }

    /** Where browsers find the store. */
    public String origin() {
        return address.external().toString();
    }

    private static String disposition(String said, @Nullable String contentType) {
        String fileName = said.replaceAll("[/\\\\\\p{Cntrl}]", "_");
        String ascii = Normalizer.normalize(fileName, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^ -~]|[\"\\\\%;]", "_");
        String encoded = URLEncoder.encode(fileName, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        return "%s; filename=\"%s\"; filename*=UTF-8''%s"
                .formatted(isShown(contentType) ? "inline" : "attachment", ascii, encoded);
    }

    private static boolean isShown(@Nullable String contentType) {
        return contentType != null
                && (HARMLESS.contains(contentType)
                        || contentType.startsWith("video/")
                        || contentType.startsWith("audio/"));
    }
}
