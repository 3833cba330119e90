package io.vedette.videos;

import static io.vedette.devices.DeviceProblem.DEVICE_DISABLED;
import static io.vedette.devices.DeviceProblem.QUOTA_EXCEEDED;
import static io.vedette.platform.failure.CommonProblem.FORBIDDEN;
import static io.vedette.platform.failure.CommonProblem.NOT_FOUND;
import static io.vedette.videos.VideoProblem.OBJECT_MISMATCH;
import static io.vedette.videos.VideoProblem.OBJECT_MISSING;

import io.vedette.platform.operation.Caller;
import io.vedette.platform.operation.Cursor;
import io.vedette.platform.operation.Made;
import io.vedette.platform.operation.Page;
import io.vedette.platform.operation.PageRequest;
import io.vedette.platform.ops.Ids;
import io.vedette.storage.ObjectNames;
import io.vedette.storage.ObjectStore;
import io.vedette.storage.SignedUrl;
import io.vedette.storage.SignedUrls;
import io.vedette.storage.StoredObject;
import io.vedette.videos.VideoTable.Announced;
import io.vedette.videos.VideoTable.NewVideo;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The rules of videos: who may upload what, and when it counts as uploaded. */
@Component
final class VideoService {
    /** Whoever begins more than that ends nothing. */
    private static final long MOST_PENDING = 10_000;

    private final VideoTable videos;
    private final VideoSpace space;
    private final ObjectStore store;
    private final SignedUrls urls;
    private final Ids ids;

    VideoService(VideoTable videos, VideoSpace space, ObjectStore store, SignedUrls urls, Ids ids) {
        this.videos = videos;
        this.space = space;
        this.store = store;
        this.urls = urls;
        this.ids = ids;
    }

    Mono<Made<Upload>> request(Keeper keeper, RequestUpload wanted) {
        if (!keeper.keepsOf(wanted.deviceId())) {
            return videos.isOf(keeper.userId(), wanted.deviceId())
                    .flatMap(own -> Mono.error(
                            own
                                    ? FORBIDDEN.because("Device %s uploads its own", wanted.deviceId())
                                    : noDevice(wanted)));
        }
        return store.ready()
                .then(videos.announce(announced(keeper, wanted)))
                .flatMap(announced -> checked(wanted, announced))
                .flatMap(video -> sign(video.objectKey(), wanted).map(url -> Upload.of(video, url)))
                .map(Made.Created::new);
    }

    /** The key is as it was when it was announced. */
    Mono<SignedUrl> sign(String key, RequestUpload wanted) {
        return Mono.fromSupplier(() -> urls.upload(key, wanted.contentType(), wanted.sizeBytes()));
    }

    Mono<Video> complete(Keeper keeper, UUID id) {
        return videos.find(keeper.userId(), id)
                .switchIfEmpty(noVideo(id))
                .filter(video -> keeper.keepsOf(video.deviceId()))
                .switchIfEmpty(Mono.error(() -> FORBIDDEN.because("Video %s is another device's", id)))
                .flatMap(video -> video.status() == Video.Status.UPLOADED
                        ? Mono.just(video)
                        : stored(video).flatMap(object -> space.take(keeper.userId(), video, object)))
                .switchIfEmpty(noVideo(id));
    }

    Mono<Download> download(Caller.User owner, String key) {
        return videos.findUploaded(owner.id(), key)
                .switchIfEmpty(noObject(key))
                .delayUntil(_ -> store.ready())
                .map(video -> Download.of(urls.download(key, video.fileName(), video.contentType())));
    }

    Mono<Page<StoredVideo>> list(Caller.User owner, ListVideos wanted, PageRequest page) {
        return videos.list(owner.id(), wanted, page)
                .collectList()
                .map(read -> Page.of(
                        read,
                        page,
                        each -> Cursor.after(
                                String.valueOf(each.video().uploadedAt()),
                                each.video().id())));
    }

    /** First the object: while the store is away, nothing is gone. */
    Mono<Void> remove(Caller.User owner, String key) {
        return videos.findByKey(owner.id(), key)
                .switchIfEmpty(noObject(key))
                .flatMap(id -> store.delete(key).then(space.free(id)));
    }

    private NewVideo announced(Keeper keeper, RequestUpload wanted) {
        UUID id = ids.next();
        String prefix = ObjectNames.prefix(wanted.prefix() == null ? "" : wanted.prefix());
        String key = ObjectKeys.of(keeper.userId(), wanted.deviceId(), prefix, id, wanted.fileName());
        return new NewVideo(id, keeper.userId(), wanted, prefix, key, store.bucket(), urls.nameOf(key));
    }

    private Mono<Video> checked(RequestUpload wanted, Announced announced) {
        if (!announced.isOwnDevice()) {
            return Mono.error(noDevice(wanted));
        }
        if (announced.isDisabled()) {
            return Mono.error(DEVICE_DISABLED.because("Device %s is disabled", wanted.deviceId()));
        }
        Video video = announced.video();
        if (video == null) {
            return Mono.error(NOT_FOUND.because(
                    "Device %s has no event %s", wanted.deviceId(), String.valueOf(wanted.eventId())));
        }
        return announced.pending() > MOST_PENDING || space.isBeyondQuota(announced.bytes())
                ? space.free(video.id())
                        .then(Mono.error(() -> QUOTA_EXCEEDED.because("There is no room for this upload")))
                : Mono.just(video);
    }

    /** What is there must be what was announced; a store that enforces what was signed takes nothing else. */
    private Mono<StoredObject> stored(Video video) {
        return store.find(video.objectKey())
                .switchIfEmpty(store.ready()
                        .then(Mono.error(() -> OBJECT_MISSING.because("Upload it, then say so: %s", video.id()))))
                .filter(object -> (video.sizeBytes() == null || video.sizeBytes() == object.sizeBytes())
                        && (video.contentType() == null || video.contentType().equals(object.contentType())))
                .switchIfEmpty(
                        Mono.error(() -> OBJECT_MISMATCH.because("Its size or type differs from what was announced")));
    }

    private static RuntimeException noDevice(RequestUpload wanted) {
        return NOT_FOUND.because("There is no device %s", wanted.deviceId());
    }

    private static <T> Mono<T> noVideo(UUID id) {
        return Mono.error(() -> NOT_FOUND.because("There is no video %s", id));
    }

    private static <T> Mono<T> noObject(String key) {
        return Mono.error(() -> NOT_FOUND.because("There is no object %s", key));
    }
}
