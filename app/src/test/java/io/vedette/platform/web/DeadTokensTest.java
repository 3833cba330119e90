package io.vedette.platform.web;

import io.vedette.testing.Bodies;
import io.vedette.testing.Household;
import io.vedette.testing.Household.Gadget;
import io.vedette.testing.ServerTest;
import io.vedette.testing.TestServer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A token that is dead or rests opens nothing, whatever is offered: also what will be added to that. */
@ServerTest
class DeadTokensTest {
    private final Household house = Household.fresh();

    @TestFactory
    Stream<DynamicTest> of_a_disabled_device_rests() {
        Gadget camera = house.camera();
        house.patch(camera, Bodies.object().put("status", "disabled")).is(200);
        return everywhere(camera, 403, "device_disabled");
    }

    @TestFactory
    Stream<DynamicTest> that_was_revoked_is_dead() {
        Gadget camera = house.camera();
        house.owner().delete("/devices/" + camera.id() + "/token").is(204);
        return everywhere(camera, 401, "unauthenticated");
    }

    @TestFactory
    Stream<DynamicTest> that_was_renewed_is_dead() {
        Gadget client = house.client();
        house.owner().post("/devices/" + client.id() + "/token", null).is(201);
        return everywhere(client, 401, "unauthenticated");
    }

    @TestFactory
    Stream<DynamicTest> of_a_removed_device_is_dead() {
        Gadget client = house.client();
        house.owner().delete("/devices/" + client.id()).is(204);
        return everywhere(client, 401, "unauthenticated");
    }

    private static Stream<DynamicTest> everywhere(Gadget device, int status, String code) {
        return groups().flatMap(group -> group.routes().stream()
                .filter(route -> !route.operation().isOpenToAnyone())
                .map(route -> DynamicTest.dynamicTest(
                        route.method() + " " + group.pathOf(route),
                        () -> device.calls()
                                .send(
                                        route.method().name(),
                                        pathTo(device, group).apply(route),
                                        body(route))
                                .isProblem(status, code))));
    }

    private static Stream<RouteGroup> groups() {
        return TestServer.running().beans(Api.class).values().stream()
                .map(Api::routes)
                .filter(group -> !group.localOnly())
                .filter(group -> group.style() == AnswerStyle.PROBLEM);
    }

    private static Function<Route, String> pathTo(Gadget device, RouteGroup group) {
        return route -> group.pathOf(route).replaceAll("\\{[^}]+}", device.id().toString());
    }

    private static @Nullable String body(Route route) {
        return route.awaitsBody() ? "{}" : null;
    }
}
