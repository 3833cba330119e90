package io.vedette.motion;

import static io.vedette.devices.DeviceProblem.DEVICE_DISABLED;
import static io.vedette.platform.failure.CommonProblem.FORBIDDEN;
import static io.vedette.platform.failure.CommonProblem.NOT_FOUND;
import static io.vedette.platform.operation.CallerKind.CAMERA;
import static io.vedette.platform.operation.CallerKind.USER;
import static io.vedette.platform.operation.Operation.operation;
import static io.vedette.platform.web.AnswerStyle.PROBLEM;
import static io.vedette.platform.web.Route.get;
import static io.vedette.platform.web.Route.post;
import static io.vedette.platform.web.RouteGroup.at;
import static io.vedette.realtime.On.on;

import io.vedette.platform.operation.Made;
import io.vedette.platform.operation.Operation;
import io.vedette.platform.operation.Page;
import io.vedette.platform.web.Api;
import io.vedette.platform.web.RouteGroup;
import io.vedette.realtime.SocketApi;
import io.vedette.realtime.SocketEvent;
import java.util.List;
import org.springframework.stereotype.Component;

/** What cameras report, and what people read of it. */
@Component
final class MotionApi implements Api, SocketApi {
    private final Operation<StartMotion, Made<Event>> start;
    private final Operation<EndMotion, Event> end;
    private final Operation<ListEvents, Page<Event>> list;
    private final Operation<EventAt, Event> read;

    MotionApi(MotionService motion) {
        start = operation("startMotion", "Report that motion began")
                .callers(CAMERA)
                .takes(StartMotion.class)
                .makes(Event.class)
                .mayFail(DEVICE_DISABLED, FORBIDDEN, NOT_FOUND)
                .idempotent()
                .by(call -> motion.start(call.device(), call.input()));
        end = operation("endMotion", "Report that motion is over")
                .callers(CAMERA)
                .takes(EndMotion.class)
                .gives(Event.class)
                .mayFail(DEVICE_DISABLED, FORBIDDEN, NOT_FOUND)
                .by(call -> motion.end(call.device(), call.input()));
        list = operation("listEvents", "List what one's cameras saw, latest first")
                .callers(USER)
                .takes(ListEvents.class)
                .lists(Event.class)
                .by(call -> motion.list(call.user(), call.input(), call.page()));
        read = operation("readEvent", "Read one event")
                .callers(USER)
                .takes(EventAt.class)
                .gives(Event.class)
                .mayFail(NOT_FOUND)
                .by(call -> motion.find(call.user(), call.input().eventId()));
    }

    @Override
    public RouteGroup routes() {
        return at(
                "/events",
                PROBLEM,
                post("/motion/start", start),
                post("/{eventId}/motion/end", end),
                get("", list),
                get("/{eventId}", read));
    }

    @Override
    public List<SocketEvent> socketEvents() {
        return List.of(
                on("motion:start", start).answeredAs("event"),
                on("motion:end", end).answeredAs("event"));
    }
}
