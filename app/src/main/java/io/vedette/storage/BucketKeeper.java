package io.vedette.storage;

import io.vedette.platform.ops.Rounds;
import io.vedette.platform.web.TrustedOrigins;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.CORSRule;

/** Sees to it that our bucket is there, and that pages of the trusted origins may use it; once, and again if it goes. */
@Component
final class BucketKeeper extends Rounds {
    private static final Logger LOG = LoggerFactory.getLogger(BucketKeeper.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);
    private static final int REMEMBERED_SECONDS = 3_600;

    private final S3AsyncClient client;
    private final StorageSettings settings;
    private final List<String> origins;
    private volatile boolean isOpenToPages;

    BucketKeeper(S3AsyncClient client, StorageSettings settings, TrustedOrigins origins) {
        super(AFTER_FAILURE);
        this.client = client;
        this.settings = settings;
        // The embedded store has its own way of saying this.
        this.isOpenToPages = settings.given() == null;
        this.origins = origins.wildcards();
    }

    @Override
    protected Mono<Duration> round() {
        return bucketIsThere()
                .then(Mono.defer(() -> isOpenToPages ? Mono.empty() : openToPages()))
                .thenReturn(BETWEEN_LOOKS);
    }

    private Mono<Void> bucketIsThere() {
        return Mono.fromFuture(() -> client.headBucket(wanted -> wanted.bucket(settings.bucket())))
                .then()
                .onErrorResume(StoreTrouble::isMissing, _ -> make());
    }

    private Mono<Void> make() {
        return Mono.fromFuture(() -> client.createBucket(wanted -> wanted.bucket(settings.bucket())))
                .doOnSuccess(_ -> LOG.info("Made the bucket {}", settings.bucket()))
                .then()
                .onErrorResume(BucketAlreadyOwnedByYouException.class, _ -> Mono.empty());
    }

    /** Without it all but uploads from pages work, so a store that can't is no reason to stop. */
    private Mono<Void> openToPages() {
        CORSRule rule = CORSRule.builder()
                .allowedOrigins(origins)
                .allowedMethods("GET", "HEAD", "PUT")
                .allowedHeaders("content-type", "range")
                .exposeHeaders("ETag")
                .maxAgeSeconds(REMEMBERED_SECONDS)
                .build();
        return Mono.fromFuture(() -> client.putBucketCors(
                        wanted -> wanted.bucket(settings.bucket()).corsConfiguration(rules -> rules.corsRules(rule))))
                .then()
                .doOnError(error -> LOG.warn(
                        "The store does not let us say which pages may use the bucket ({}): see to it that {} may",
                        StoreTrouble.nameOf(error),
                        origins))
                .onErrorResume(error -> StoreTrouble.statusOf(error) > 0, _ -> Mono.empty())
                .doOnSuccess(_ -> isOpenToPages = true);
    }
}
