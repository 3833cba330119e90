package io.vedette.devices.link;

import static io.vedette.devices.DeviceProblem.QUOTA_EXCEEDED;
import static io.vedette.devices.DeviceProblem.WRONG_DEVICE_ROLE;
import static io.vedette.platform.failure.CommonProblem.NOT_FOUND;
import static io.vedette.platform.operation.CallerKind.USER;
import static io.vedette.platform.operation.Operation.operation;
import static io.vedette.platform.web.AnswerStyle.PROBLEM;
import static io.vedette.platform.web.Route.delete;
import static io.vedette.platform.web.Route.get;
import static io.vedette.platform.web.Route.post;
import static io.vedette.platform.web.RouteGroup.at;

import io.vedette.devices.DeviceLink;
import io.vedette.platform.operation.Made;
import io.vedette.platform.operation.Operation;
import io.vedette.platform.operation.Page;
import io.vedette.platform.web.Api;
import io.vedette.platform.web.RouteGroup;
import org.springframework.stereotype.Component;

/** What people do with their links. */
@Component
final class LinksApi implements Api {
    private final Operation<MakeLink, Made<DeviceLink>> make;
    private final Operation<ListLinks, Page<DeviceLink>> list;
    private final Operation<LinkAt, Void> remove;

    LinksApi(LinkService links) {
        make = operation("makeLink", "Let a client watch and command a camera")
                .callers(USER)
                .takes(MakeLink.class)
                .makes(DeviceLink.class)
                .mayFail(NOT_FOUND, WRONG_DEVICE_ROLE, QUOTA_EXCEEDED)
                .idempotent()
                .by(call -> links.make(call.user(), call.input()));
        list = operation("listLinks", "List one's links, newest first")
                .callers(USER)
                .takes(ListLinks.class)
                .lists(DeviceLink.class)
                .by(call -> links.list(call.user(), call.input(), call.page()));
        remove = operation("removeLink", "End a link, and what goes over it")
                .callers(USER)
                .takes(LinkAt.class)
                .does()
                .mayFail(NOT_FOUND)
                .by(call -> links.remove(call.user(), call.input().linkId()));
    }

    @Override
    public RouteGroup routes() {
        return at("/device-links", PROBLEM, post("", make), get("", list), delete("/{linkId}", remove));
    }
}
