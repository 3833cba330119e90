package io.vedette.devices.token;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.vedette.platform.data.Batch;
import io.vedette.platform.data.Lane;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Spares the database the look-up on every call. Whoever changes a state says so: on this node at once, elsewhere over the
 * bus; while that is unwell all that is known here is read anew each second.
 */
@Component
public final class DeviceStates {
    private static final int MOST_KNOWN = 100_000;
    private static final int PER_STATEMENT = 1_000;
    private static final int REFRESHED_PER_STATEMENT = 10_000;
    private static final Duration BETWEEN = Duration.ofMillis(25);

    private final StateTable table;
    private final Batch<UUID, DeviceState> batch;
    private final AsyncCache<UUID, Optional<DeviceState>> known =
            Caffeine.newBuilder().maximumSize(MOST_KNOWN).recordStats().buildAsync();

    DeviceStates(StateTable table, MeterRegistry meters) {
        this.table = table;
        this.batch = new Batch<>("device-states", PER_STATEMENT, BETWEEN, table::read, meters);
        CaffeineCacheMetrics.monitor(meters, known, "vedette.device.states");
    }

    /** Nothing for a device that is no more. */
    Mono<Optional<DeviceState>> find(UUID id) {
        return Mono.fromFuture(() -> known.get(id, (_, _) -> ask(id)), true);
    }

    /** A look-up that runs meanwhile is answered, but not kept. */
    public void forget(UUID id) {
        known.synchronous().invalidate(id);
    }

    /** Reads all that is known anew, and forgets what is no longer so. */
    Mono<Void> refresh() {
        return Flux.fromIterable(List.copyOf(known.asMap().keySet()))
                .buffer(REFRESHED_PER_STATEMENT)
                .concatMap(ids -> Lane.jobs(table.read(ids))
                        .doOnNext(read -> ids.forEach(id -> forgetUnless(id, Optional.ofNullable(read.get(id))))))
                .then();
    }

    private void forgetUnless(UUID id, Optional<DeviceState> now) {
        CompletableFuture<Optional<DeviceState>> before = known.getIfPresent(id);
        if (before != null
                && before.state() == Future.State.SUCCESS
                && !now.equals(before.getNow(Objects.requireNonNull(now)))) {
            known.asMap().remove(id, before);
        }
    }

    private CompletableFuture<Optional<DeviceState>> ask(UUID id) {
        return batch.of(id)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .toFuture()
                .thenApply(Objects::requireNonNull);
    }
}
