package io.vedette.streams;

import static io.vedette.commands.CommandProblem.NOT_LINKED;
import static io.vedette.commands.CommandProblem.TARGET_DISABLED;
import static io.vedette.devices.DeviceProblem.DEVICE_DISABLED;
import static io.vedette.devices.DeviceProblem.QUOTA_EXCEEDED;
import static io.vedette.media.MediaProblem.MEDIA_UNAVAILABLE;
import static io.vedette.platform.failure.CommonProblem.FORBIDDEN;
import static io.vedette.platform.failure.CommonProblem.NOT_FOUND;
import static io.vedette.platform.operation.CallerKind.CAMERA;
import static io.vedette.platform.operation.CallerKind.CLIENT;
import static io.vedette.platform.operation.Operation.operation;
import static io.vedette.platform.web.AnswerStyle.PROBLEM;
import static io.vedette.platform.web.Route.get;
import static io.vedette.platform.web.Route.post;
import static io.vedette.platform.web.RouteGroup.at;
import static io.vedette.streams.StreamProblem.STREAM_NOT_ACTIVE;

import io.vedette.platform.operation.Made;
import io.vedette.platform.operation.Operation;
import io.vedette.platform.operation.Page;
import io.vedette.platform.web.Api;
import io.vedette.platform.web.RouteGroup;
import org.springframework.stereotype.Component;

/** What devices do about live pictures. */
@Component
final class StreamsApi implements Api {
    private final Operation<RequestStream, Made<StreamSession>> request;
    private final Operation<StreamAt, StreamSession> accept;
    private final Operation<EndStream, StreamSession> end;
    private final Operation<ListStreams, Page<StreamSession>> list;

    StreamsApi(StreamService streams) {
        request = operation("requestStream", "Ask a camera for live pictures")
                .callers(CLIENT)
                .takes(RequestStream.class)
                .makes(StreamSession.class)
                .mayFail(NOT_FOUND, NOT_LINKED, DEVICE_DISABLED, TARGET_DISABLED, QUOTA_EXCEEDED)
                .idempotent()
                .by(call -> streams.request(call.device(), call.input()));
        accept = operation("acceptStream", "Start to send what was asked for")
                .callers(CAMERA)
                .takes(StreamAt.class)
                .gives(StreamSession.class)
                .mayFail(DEVICE_DISABLED, FORBIDDEN, NOT_FOUND, STREAM_NOT_ACTIVE, MEDIA_UNAVAILABLE)
                .by(call -> streams.accept(call.device(), call.input().streamId()));
        end = operation("endStream", "End a stream")
                .callers(CAMERA, CLIENT)
                .takes(EndStream.class)
                .gives(StreamSession.class)
                .mayFail(DEVICE_DISABLED, FORBIDDEN, NOT_FOUND)
                .by(call -> streams.end(call.device(), call.input()));
        list = operation("listStreams", "List a device's streams, newest first")
                .callers(CAMERA, CLIENT)
                .takes(ListStreams.class)
                .lists(StreamSession.class)
                .mayFail(DEVICE_DISABLED)
                .by(call -> streams.list(call.device(), call.input(), call.page()));
    }

    @Override
    public RouteGroup routes() {
        return at(
                "/streams",
                PROBLEM,
                post("/request", request),
                post("/{streamId}/accept", accept),
                post("/{streamId}/end", end),
                get("/me/list", list));
    }
}
