package io.vedette.devices.registry;

import static io.vedette.devices.DeviceProblem.DEVICE_HAS_LINKS;
import static io.vedette.devices.DeviceProblem.QUOTA_EXCEEDED;
import static io.vedette.platform.failure.CommonProblem.NOT_FOUND;
import static io.vedette.platform.operation.CallerKind.USER;
import static io.vedette.platform.operation.Operation.operation;
import static io.vedette.platform.web.AnswerStyle.PROBLEM;
import static io.vedette.platform.web.Route.delete;
import static io.vedette.platform.web.Route.get;
import static io.vedette.platform.web.Route.patch;
import static io.vedette.platform.web.Route.post;
import static io.vedette.platform.web.RouteGroup.at;

import io.vedette.devices.Device;
import io.vedette.platform.operation.Made;
import io.vedette.platform.operation.Operation;
import io.vedette.platform.operation.Page;
import io.vedette.platform.web.Api;
import io.vedette.platform.web.RouteGroup;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** What people do with their devices. */
@Component
final class DevicesApi implements Api {
    private final TokenService tokens;
    private final Operation<RegisterDevice, Made<Registered>> register;
    private final Operation<ListDevices, Page<Device>> list;
    private final Operation<DeviceAt, Device> read;
    private final Operation<PatchDevice, Device> patch;
    private final Operation<DeviceAt, Void> remove;

    DevicesApi(DeviceService devices, TokenService tokens) {
        this.tokens = tokens;
        register = operation("registerDevice", "Register a device, and get its token")
                .callers(USER)
                .takes(RegisterDevice.class)
                .makes(Registered.class)
                .mayFail(QUOTA_EXCEEDED)
                .idempotent((_, kept) -> Mono.just(kept.put("deviceToken", firstToken(idOf(kept)))))
                .by(call -> devices.register(call.user(), call.input()).map(this::registered));
        list = operation("listDevices", "List one's devices, newest first")
                .callers(USER)
                .takes(ListDevices.class)
                .lists(Device.class)
                .by(call -> devices.list(call.user(), call.input(), call.page()));
        read = operation("readDevice", "Read one device")
                .callers(USER)
                .takes(DeviceAt.class)
                .gives(Device.class)
                .mayFail(NOT_FOUND)
                .by(call -> devices.find(call.user(), call.input().deviceId()));
        patch = operation("patchDevice", "Change a device")
                .callers(USER)
                .takes(PatchDevice.class)
                .gives(Device.class)
                .mayFail(NOT_FOUND, DEVICE_HAS_LINKS)
                .by(call -> devices.patch(call.user(), call.input()));
        remove = operation("removeDevice", "Remove a device, and end all that it is about")
                .callers(USER)
                .takes(DeviceAt.class)
                .does()
                .mayFail(NOT_FOUND)
                .by(call -> tokens.remove(call.user(), call.input().deviceId()));
    }

    @Override
    public RouteGroup routes() {
        return at(
                "/devices",
                PROBLEM,
                post("/register", register),
                get("", list),
                get("/{deviceId}", read),
                patch("/{deviceId}", patch),
                delete("/{deviceId}", remove));
    }

    private Made<Registered> registered(Device device) {
        return new Made.Created<>(new Registered(device, firstToken(device.id())));
    }

    private String firstToken(UUID deviceId) {
        return tokens.sign(deviceId, DeviceService.FIRST_TOKEN);
    }

    private static UUID idOf(ObjectNode registered) {
        return UUID.fromString(registered.path("device").path("id").stringValue());
    }
}
