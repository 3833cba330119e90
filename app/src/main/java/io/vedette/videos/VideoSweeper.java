package io.vedette.videos;

import io.vedette.platform.ops.Rounds;
import io.vedette.storage.ObjectStore;
import io.vedette.videos.RemovalTable.Leftover;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Rids the store of what was removed and of uploads that nobody completed. Every node looks; each object is one's alone for a
 * while. What the store does not do now is tried again.
 */
@Component
final class VideoSweeper extends Rounds {
    static final int BATCH = 100;

    private static final Duration REST = Duration.ofSeconds(10);
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final int AT_ONCE = 8;

    private final RemovalTable removals;
    private final ObjectStore store;
    private final VideoMeters meters;

    VideoSweeper(RemovalTable removals, ObjectStore store, VideoMeters meters) {
        super(REST);
        this.removals = removals;
        this.store = store;
        this.meters = meters;
    }

    @Override
    protected Mono<Duration> round() {
        return store.ready().thenReturn(true).onErrorReturn(false).flatMap(ready -> ready ? sweep() : Mono.just(REST));
    }

    private Mono<Duration> sweep() {
        return removals.removeOrphans(BATCH)
                .thenMany(removals.take(BATCH, LEASE))
                .collectList()
                .flatMap(this::clear);
    }

    private Mono<Duration> clear(List<Leftover> leftovers) {
        return Flux.fromIterable(leftovers)
                .flatMapDelayError(each -> store.delete(each.key()).thenReturn(each.id()), AT_ONCE, 1)
                .collectList()
                .flatMap(this::cleared)
                .thenReturn(leftovers.size() < BATCH ? REST : Duration.ZERO);
    }

    private Mono<Void> cleared(List<UUID> ids) {
        return ids.isEmpty() ? Mono.empty() : removals.done(ids).doOnSuccess(_ -> meters.swept(ids.size()));
    }
}
