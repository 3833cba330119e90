package io.vedette.streams;

import static io.vedette.commands.CommandProblem.NOT_LINKED;
import static io.vedette.devices.DeviceProblem.DEVICE_DISABLED;
import static io.vedette.media.MediaProblem.MEDIA_UNAVAILABLE;
import static io.vedette.platform.failure.CommonProblem.FORBIDDEN;
import static io.vedette.platform.failure.CommonProblem.NOT_FOUND;
import static io.vedette.platform.operation.CallerKind.CAMERA;
import static io.vedette.platform.operation.CallerKind.CLIENT;
import static io.vedette.platform.operation.Operation.operation;
import static io.vedette.platform.web.AnswerStyle.PROBLEM;
import static io.vedette.platform.web.Route.get;
import static io.vedette.platform.web.RouteGroup.at;
import static io.vedette.streams.StreamProblem.STREAM_NOT_ACTIVE;

import io.vedette.media.MediaAccess;
import io.vedette.media.PlaybackToken;
import io.vedette.platform.operation.Operation;
import io.vedette.platform.web.Api;
import io.vedette.platform.web.RouteGroup;
import org.springframework.stereotype.Component;

/** What lets devices send and see live pictures. */
@Component
final class AccessApi implements Api {
    private final Operation<StreamAt, MediaAccess> publish;
    private final Operation<StreamAt, MediaAccess> subscribe;
    private final Operation<StreamAt, PlaybackToken> play;

    AccessApi(Admittance admittance) {
        publish = operation("readPublishCredentials", "Get what lets the camera send")
                .callers(CAMERA)
                .takes(StreamAt.class)
                .gives(MediaAccess.class)
                .mayFail(DEVICE_DISABLED, FORBIDDEN, NOT_FOUND, STREAM_NOT_ACTIVE, MEDIA_UNAVAILABLE)
                .by(call -> admittance.publish(call.device(), call.input().streamId()));
        subscribe = operation("readSubscribeCredentials", "Get what lets a client see, and be sent frames from now on")
                .callers(CLIENT)
                .takes(StreamAt.class)
                .gives(MediaAccess.class)
                .mayFail(DEVICE_DISABLED, NOT_FOUND, NOT_LINKED, STREAM_NOT_ACTIVE, MEDIA_UNAVAILABLE)
                .by(call -> admittance.subscribe(call.device(), call.input().streamId()));
        play = operation("readPlaybackToken", "Get what lets a player see, for a few minutes")
                .callers(CLIENT)
                .takes(StreamAt.class)
                .gives(PlaybackToken.class)
                .mayFail(DEVICE_DISABLED, NOT_FOUND, NOT_LINKED, STREAM_NOT_ACTIVE, MEDIA_UNAVAILABLE)
                .by(call -> admittance.play(call.device(), call.input().streamId()));
    }

    @Override
    public RouteGroup routes() {
        return at(
                "/streams",
                PROBLEM,
                get("/{streamId}/publish-credentials", publish),
                get("/{streamId}/subscribe-credentials", subscribe),
                get("/{streamId}/playback-token", play));
    }
}
