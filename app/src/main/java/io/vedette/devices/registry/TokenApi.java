package io.vedette.devices.registry;

import static io.vedette.platform.failure.CommonProblem.NOT_FOUND;
import static io.vedette.platform.operation.CallerKind.USER;
import static io.vedette.platform.operation.Operation.operation;
import static io.vedette.platform.web.AnswerStyle.PROBLEM;
import static io.vedette.platform.web.Route.delete;
import static io.vedette.platform.web.Route.post;
import static io.vedette.platform.web.RouteGroup.at;

import io.vedette.platform.operation.Made;
import io.vedette.platform.operation.Operation;
import io.vedette.platform.web.Api;
import io.vedette.platform.web.RouteGroup;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What people do with their devices' tokens. */
@Component
final class TokenApi implements Api {
    private final Operation<DeviceAt, Made<NewToken>> renew;
    private final Operation<DeviceAt, Void> revoke;

    TokenApi(TokenService tokens) {
        renew = operation("renewDeviceToken", "Get a new token; the old one dies")
                .callers(USER)
                .takes(DeviceAt.class)
                .makes(NewToken.class)
                .mayFail(NOT_FOUND)
                .idempotent((call, kept) -> Mono.just(kept.put(
                        "deviceToken",
                        tokens.sign(
                                call.input().deviceId(), kept.path("version").intValue()))))
                .by(call -> tokens.renew(call.user(), call.input().deviceId()).map(Made.Created::new));
        revoke = operation("revokeDeviceToken", "Let no token work until a new one is made")
                .callers(USER)
                .takes(DeviceAt.class)
                .does()
                .mayFail(NOT_FOUND)
                .by(call -> tokens.revoke(call.user(), call.input().deviceId()));
    }

    @Override
    public RouteGroup routes() {
        return at("/devices", PROBLEM, post("/{deviceId}/token", renew), delete("/{deviceId}/token", revoke));
    }
}
