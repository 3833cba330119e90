package io.vedette.media.mediamtx;

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

/** What MediaMTX asks us, where it is told to ({@code authMethod: http}). */
@Component
final class MediaMtxAuthApi implements Api {
    private final Operation<AuthCall, Void> admit;

    MediaMtxAuthApi(MediaMtxGate gate) {
        admit = operation("admitToMediaMtx", "Say whether MediaMTX is to let a client in")
                .callers(ANYONE)
                .takes(AuthCall.class)
                .does()
                .mayFail(UNAUTHENTICATED)
                .by(call -> gate.admit(call.input()));
    }

    @Override
    public RouteGroup routes() {
        return at("/media/mediamtx", PROBLEM, post("/auth", admit)).unlimited();
    }
}
