package io.vedette.media.livekit;

import static io.vedette.media.MediaProblem.MEDIA_UNAVAILABLE;
import static io.vedette.platform.failure.CommonProblem.MALFORMED_JSON;
import static io.vedette.platform.failure.CommonProblem.NOT_FOUND;
import static io.vedette.platform.failure.CommonProblem.UNAUTHENTICATED;
import static io.vedette.platform.operation.CallerKind.ANYONE;
import static io.vedette.platform.operation.Operation.operation;
import static io.vedette.platform.web.AnswerStyle.PROBLEM;
import static io.vedette.platform.web.Route.post;
import static io.vedette.platform.web.RouteGroup.at;

import io.vedette.platform.operation.Operation;
import io.vedette.platform.web.Api;
import io.vedette.platform.web.RouteGroup;
import org.springframework.stereotype.Component;

/** Where LiveKit tells us what happens in its rooms. */
@Component
final class LiveKitWebhookApi implements Api {
    private final Operation<LiveKitLetter, Void> receive;

    LiveKitWebhookApi(LiveKitPost post) {
        receive = operation("receiveLiveKitWebhook", "Hear from LiveKit what happens in its rooms")
                .callers(ANYONE)
                .takes(LiveKitLetter.class)
                .does()
                .mayFail(MALFORMED_JSON, NOT_FOUND, UNAUTHENTICATED, MEDIA_UNAVAILABLE)
                .by(call -> post.take(call.input()));
    }

    @Override
    public RouteGroup routes() {
        return at("/media/livekit", PROBLEM, post("/webhook", receive).asSigned())
                .unlimited();
    }
}
