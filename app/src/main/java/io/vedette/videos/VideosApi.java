package io.vedette.videos;

import static io.vedette.devices.DeviceProblem.DEVICE_DISABLED;
import static io.vedette.devices.DeviceProblem.QUOTA_EXCEEDED;
import static io.vedette.platform.failure.CommonProblem.FORBIDDEN;
import static io.vedette.platform.failure.CommonProblem.NOT_FOUND;
import static io.vedette.platform.operation.CallerKind.CAMERA;
import static io.vedette.platform.operation.CallerKind.USER;
import static io.vedette.platform.operation.Operation.operation;
import static io.vedette.platform.web.AnswerStyle.PROBLEM;
import static io.vedette.platform.web.Route.delete;
import static io.vedette.platform.web.Route.get;
import static io.vedette.platform.web.Route.post;
import static io.vedette.platform.web.RouteGroup.at;
import static io.vedette.storage.StorageProblem.STORAGE_UNAVAILABLE;
import static io.vedette.videos.VideoProblem.OBJECT_MISMATCH;
import static io.vedette.videos.VideoProblem.OBJECT_MISSING;

import io.vedette.platform.operation.Call;
import io.vedette.platform.operation.Made;
import io.vedette.platform.operation.Operation;
import io.vedette.platform.operation.Page;
import io.vedette.platform.web.Api;
import io.vedette.platform.web.RouteGroup;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How videos come and go. The bytes themselves never pass through here. */
@Component
final class VideosApi implements Api {
    private final Operation<RequestUpload, Made<Upload>> request;
    private final Operation<VideoAt, Video> complete;
    private final Operation<ObjectAt, Download> download;
    private final Operation<ListVideos, Page<StoredVideo>> list;
    private final Operation<ObjectAt, Void> remove;

    VideosApi(VideoService videos, JsonMapper json) {
        request = request(videos, json);
        complete = complete(videos);
        download = operation("readDownloadUrl", "Learn where an uploaded object can be read for an hour")
                .callers(USER)
                .takes(ObjectAt.class)
                .gives(Download.class)
                .mayFail(NOT_FOUND, STORAGE_UNAVAILABLE)
                .by(call -> videos.download(call.user(), call.input().objectKey()));
        list = operation("listVideos", "List what was uploaded, newest first")
                .callers(USER)
                .takes(ListVideos.class)
                .lists(StoredVideo.class)
                .by(call -> videos.list(call.user(), call.input(), call.page()));
        remove = operation("removeVideo", "Remove a video or picture")
                .callers(USER)
                .takes(ObjectAt.class)
                .does()
                .mayFail(NOT_FOUND, STORAGE_UNAVAILABLE)
                .by(call -> videos.remove(call.user(), call.input().objectKey()));
    }

    private static Operation<RequestUpload, Made<Upload>> request(VideoService videos, JsonMapper json) {
        return operation("requestUpload", "Announce a video or picture, and learn how it is uploaded")
                .callers(USER, CAMERA)
                .takes(RequestUpload.class)
                .makes(Upload.class)
                .mayFail(DEVICE_DISABLED, FORBIDDEN, NOT_FOUND, QUOTA_EXCEEDED, STORAGE_UNAVAILABLE)
                .idempotent((call, kept) -> signedAnew(videos, json, call, kept))
                .by(call -> videos.request(Keeper.of(call.caller()), call.input()));
    }

    private static Operation<VideoAt, Video> complete(VideoService videos) {
        return operation("completeUpload", "Say that it is uploaded")
                .callers(USER, CAMERA)
                .takes(VideoAt.class)
                .gives(Video.class)
                .mayFail(
                        DEVICE_DISABLED,
                        FORBIDDEN,
                        NOT_FOUND,
                        OBJECT_MISSING,
                        OBJECT_MISMATCH,
                        QUOTA_EXCEEDED,
                        STORAGE_UNAVAILABLE)
                .by(call ->
                        videos.complete(Keeper.of(call.caller()), call.input().videoId()));
    }

    private static Mono<ObjectNode> signedAnew(
            VideoService videos, JsonMapper json, Call<RequestUpload> call, ObjectNode kept) {
        return videos.sign(kept.path("objectKey").stringValue(), call.input())
                .map(url -> kept.put("uploadUrl", url.url()).set("expiresAt", json.valueToTree(url.expiresAt())));
    }

    @Override
    public RouteGroup routes() {
        return at(
                "/videos",
                PROBLEM,
                post("/upload-url", request),
                post("/{videoId}/complete", complete),
                get("/download-url", download),
                get("", list),
                delete("", remove));
    }
}
