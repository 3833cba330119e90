package io.vedette.videos;

import static io.vedette.devices.DeviceProblem.QUOTA_EXCEEDED;

import io.vedette.motion.Clip;
import io.vedette.motion.EventClips;
import io.vedette.platform.data.Transactions;
import io.vedette.platform.failure.FailureException;
import io.vedette.platform.outbox.Outbox;
import io.vedette.storage.StoredObject;
import io.vedette.videos.VideoTable.Finished;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What users have in the store: it grows with what is uploaded, and shrinks with what goes. */
@Component
class VideoSpace {
    private final VideoTable videos;
    private final RemovalTable removals;
    private final EventClips events;
    private final Transactions transactions;
    private final Outbox outbox;
    private final VideoSettings settings;
    private final VideoSweeper sweeper;
    private final VideoMeters meters;

    VideoSpace(
            VideoTable videos,
            RemovalTable removals,
            EventClips events,
            Transactions transactions,
            Outbox outbox,
            VideoSettings settings,
            VideoSweeper sweeper,
            VideoMeters meters) {
        this.videos = videos;
        this.removals = removals;
        this.events = events;
        this.transactions = transactions;
        this.outbox = outbox;
        this.settings = settings;
        this.sweeper = sweeper;
        this.meters = meters;
    }

    boolean isBeyondQuota(long bytes) {
        Long quota = settings.quotaBytes();
        return quota != null && bytes > quota;
    }

    /** It is uploaded, if there is room for it: who was not asked for the size before is refused now. Empty if it is gone. */
    Mono<Video> take(String userId, Video video, StoredObject object) {
        return transactions
                .write(videos.finish(video.id(), object).flatMap(finished -> uploaded(userId, finished)))
                .switchIfEmpty(videos.find(userId, video.id()).filter(found -> found.status() == Video.Status.UPLOADED))
                .onErrorResume(
                        FailureException.class,
                        full -> full.failure().problem() == QUOTA_EXCEEDED
                                ? free(video.id()).then(Mono.error(full))
                                : Mono.error(full));
    }

    /** It is in no list any more; its object, if there is one, goes soon. */
    Mono<Void> free(UUID id) {
        return transactions.write(removals.remove(id).flatMap(events::forget)).doOnSuccess(_ -> sweeper.wake());
    }

    private Mono<Video> uploaded(String userId, Finished finished) {
        Video video = finished.video();
        if (isBeyondQuota(finished.bytes())) {
            return Mono.error(QUOTA_EXCEEDED.because("There is no room for it: it is removed"));
        }
        return shown(finished)
                .then(outbox.add(new VideoUploaded(userId, video)))
                .then(transactions.afterCommit(() -> meters.uploaded(video)))
                .thenReturn(video);
    }

    private Mono<Void> shown(Finished finished) {
        UUID event = finished.video().eventId();
        return event == null || finished.kind() != Video.Kind.CLIP
                ? Mono.empty()
                : events.show(event, new Clip(finished.video().id(), finished.url()));
    }

    /** Gives how many. */
    Mono<Long> freeOld(Duration age, int most) {
        return transactions
                .write(removals.removeOld(age, most).delayUntil(events::forget).map(List::size))
                .map(Integer::longValue)
                .doOnNext(gone -> {
                    if (gone > 0) {
                        sweeper.wake();
                    }
                });
    }
}
