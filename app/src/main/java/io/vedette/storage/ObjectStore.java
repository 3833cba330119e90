package io.vedette.storage;

import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.platform.failure.Failure;
import io.vedette.platform.failure.FailureException;
import io.vedette.platform.ops.Ticks;
import io.vedette.platform.remote.Circuit;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The objects of our bucket. While the store does not do what it is asked for, calls fail with
 * {@link StorageProblem#STORAGE_UNAVAILABLE}, soon, and after a few without asking it each time.
 */
@Component
public final class ObjectStore {
    private static final int FAILURES = 3;
    private static final Duration PROBE = Duration.ofSeconds(1);
    private static final long GOOD_FOR = Duration.ofSeconds(1).toNanos();
    private static final String OBJECT = "head";
    private static final String LIST = "list";

    private final S3AsyncClient client;
    private final String bucket;
    private final Circuit circuit;
    private final MeterRegistry meters;
    private final Mono<Void> asked;
    private volatile long goodAt = Ticks.nanos() - GOOD_FOR;

    ObjectStore(S3AsyncClient client, StorageSettings settings, MeterRegistry meters, Clock clock) {
        this.client = client;
        this.bucket = settings.bucket();
        this.circuit = new Circuit("The object store", FAILURES, PROBE, clock);
        this.meters = meters;
        this.asked = call("bucket", s3 -> s3.headBucket(wanted -> wanted.bucket(bucket)))
                .then();
    }

    public String bucket() {
        return bucket;
    }

    /** Completes if the bucket was there within the last second; whoever signs a URL asks this, as signing asks nobody. */
    public Mono<Void> ready() {
        return Mono.defer(() -> Ticks.nanos() - goodAt < GOOD_FOR ? Mono.empty() : asked);
    }

    /** Empty where there is no such object. */
    public Mono<StoredObject> find(String key) {
        return call(OBJECT, s3 -> s3.headObject(wanted -> wanted.bucket(bucket).key(key)))
                .map(found -> described(key, found));
    }

    /** Also when there is none. */
    public Mono<Void> delete(String key) {
        return call(
                        "delete",
                        s3 -> s3.deleteObject(wanted -> wanted.bucket(bucket).key(key)))
                .then();
    }

    /** What was found, and whether there is more behind it. */
    public record Listing(List<StoredObject> objects, boolean goesOn) {
        public Listing {
            objects = List.copyOf(objects);
        }
    }

    /**
     * In the order of their keys.
     *
     * @param after nothing up to this key
     */
    public Mono<Listing> list(String prefix, @Nullable String after, int most) {
        return call(
                        LIST,
                        s3 -> s3.listObjectsV2(wanted -> wanted.bucket(bucket)
                                .prefix(prefix)
                                .startAfter(after)
                                .maxKeys(most)))
                .map(found -> new Listing(
                        found.contents().stream().map(ObjectStore::described).toList(),
                        Boolean.TRUE.equals(found.isTruncated())))
                .defaultIfEmpty(new Listing(List.of(), false));
    }

    private <T> Mono<T> call(String operation, Function<S3AsyncClient, CompletableFuture<T>> request) {
        return Mono.defer(() -> {
            if (circuit.closedFor().isPositive()) {
                return Mono.error(unavailable(circuit.closedFor()));
            }
            long begun = Ticks.nanos();
            return Mono.fromFuture(() -> request.apply(client))
                    .doOnSuccess(_ -> good(operation, begun))
                    .onErrorResume(error -> failed(operation, begun, error));
        });
    }

    boolean isAway() {
        return circuit.isOpen();
    }

    String problem() {
        return circuit.problem();
    }

    private <T> Mono<T> failed(String operation, long begun, Throwable error) {
        if (StoreTrouble.isMissing(error) && operation.equals(OBJECT)) {
            // It may be the bucket that is missing: that nobody says here.
            circuit.answered();
            noted(operation, "missing", begun);
            return Mono.empty();
        }
        String problem = StoreTrouble.nameOf(error);
        noted(operation, problem, begun);
        if (StoreTrouble.isRefused(error) && (operation.equals(OBJECT) || operation.equals(LIST))) {
            // What is no key to it is not there; unless it refuses everything, which the bucket tells.
            return ready().then(Mono.empty());
        }
        circuit.failed(problem);
        return Mono.error(unavailable(PROBE));
    }

    private void good(String operation, long begun) {
        goodAt = Ticks.nanos();
        circuit.answered();
        noted(operation, "ok", begun);
    }

    private void noted(String operation, String result, long begun) {
        meters.timer("vedette.storage.calls", "operation", operation, "result", result)
                .record(Duration.ofNanos(Ticks.nanos() - begun));
    }

    private static FailureException unavailable(Duration retryAfter) {
        return new FailureException(new Failure.Unavailable(StorageProblem.STORAGE_UNAVAILABLE, retryAfter));
    }

    private static StoredObject described(String key, HeadObjectResponse found) {
        return new StoredObject(key, found.contentLength(), found.lastModified(), found.eTag(), found.contentType());
    }

    private static StoredObject described(S3Object found) {
        return new StoredObject(found.key(), found.size(), found.lastModified(), found.eTag(), null);
    }
}
