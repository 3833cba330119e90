package io.vedette.devices.presence;

import static io.vedette.devices.DeviceProblem.DEVICE_DISABLED;
import static io.vedette.platform.failure.CommonProblem.FORBIDDEN;
import static io.vedette.platform.failure.CommonProblem.NOT_FOUND;
import static io.vedette.platform.failure.CommonProblem.OVERLOADED;
import static io.vedette.platform.operation.CallerKind.CAMERA;
import static io.vedette.platform.operation.CallerKind.CLIENT;
import static io.vedette.platform.operation.Operation.operation;
import static io.vedette.platform.web.AnswerStyle.PROBLEM;
import static io.vedette.platform.web.Route.post;
import static io.vedette.platform.web.RouteGroup.at;
import static io.vedette.realtime.On.on;

import io.vedette.platform.operation.Operation;
import io.vedette.platform.web.Api;
import io.vedette.platform.web.RouteGroup;
import io.vedette.realtime.SocketApi;
import io.vedette.realtime.SocketEvent;
import java.util.List;
import org.springframework.stereotype.Component;

/** How devices say that they are well. */
@Component
final class HeartbeatApi implements Api, SocketApi {
    private final Operation<HeartbeatOf, HeartbeatTaken> overHttp;
    private final Operation<Heartbeat, HeartbeatTaken> overSocket;

    HeartbeatApi(Heartbeats heartbeats) {
        overHttp = operation("sendHeartbeat", "Say that this device is well")
                .callers(CAMERA, CLIENT)
                .takes(HeartbeatOf.class)
                .gives(HeartbeatTaken.class)
                .mayFail(DEVICE_DISABLED, FORBIDDEN, NOT_FOUND, OVERLOADED)
                .by(call -> heartbeats.take(call.device(), call.input()));
        overSocket = operation("sayHeartbeat", "Say that this device is well, over its socket")
                .callers(CAMERA, CLIENT)
                .takes(Heartbeat.class)
                .gives(HeartbeatTaken.class)
                .mayFail(DEVICE_DISABLED, OVERLOADED)
                .by(call -> heartbeats.take(call.device(), call.input()));
    }

    @Override
    public RouteGroup routes() {
        return at("/devices", PROBLEM, post("/{deviceId}/heartbeat", overHttp));
    }

    @Override
    public List<SocketEvent> socketEvents() {
        return List.of(on("heartbeat", overSocket));
    }
}
