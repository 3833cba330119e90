package io.vedette.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.operation.CallerKind;
import io.vedette.testing.Bodies;
import io.vedette.testing.Household;
import io.vedette.testing.Household.Gadget;
import io.vedette.testing.SampleBodies;
import io.vedette.testing.ServerTest;
import io.vedette.testing.TestServer;
import io.vedette.testing.sockets.Talker;
import io.vedette.testing.sockets.Talker.By;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** The matrix of who may send which event, made of the declarations themselves. An event that is added falls under it. */
@ServerTest
class SocketAccessTest {
    private static final Set<CallerKind> DEVICES = Set.of(CallerKind.CAMERA, CallerKind.CLIENT);
    private static final Map<CallerKind, String> OTHERS = Map.of(
            CallerKind.USER, "Authorization: Bearer user-ada",
            CallerKind.OPERATOR, "Authorization: Basic b3BzOm9wcw==",
            CallerKind.MONITOR, "Authorization: Bearer " + TestServer.METRICS_TOKEN);

    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0};

    private final Household house = Household.fresh();

    @TestFactory
    Stream<DynamicTest> every_event_is_taken_from_whom_it_declares_and_nobody_else() {
        return events().flatMap(event -> DEVICES.stream()
                .map(kind -> DynamicTest.dynamicTest(event.name() + " as " + kind, () -> sentBy(kind, event))));
    }

    private void sentBy(CallerKind kind, On event) {
        try (Talker talker = arriving()) {
            Gadget device = device(kind);
            talker.connect(device.auth());
            String payload = SampleBodies.of(event.operation().id(), house.userId(), device.id());
            JsonNode answer = payload.contains("_placeholder")
                    ? talker.ask(event.name(), payload, JPEG)
                    : talker.ask(event.name(), payload);
            boolean isOpen = event.callers().contains(kind);
            assertThat(answer.path("ok").booleanValue()).as(answer.toString()).isEqualTo(isOpen);
            assertThat(answer.at("/error/code").asString("none")).isEqualTo(isOpen ? "none" : "forbidden");
        }
    }

    /** Before it is open to them, no event can be sent. */
    @TestFactory
    Stream<DynamicTest> nobody_connects_to_whom_no_event_is_open() {
        return Arrays.stream(CallerKind.values())
                .filter(kind -> events().noneMatch(event -> event.callers().contains(kind)))
                .map(kind -> DynamicTest.dynamicTest(kind.name(), () -> {
                    String[] headers = kind == CallerKind.ANYONE ? new String[0] : new String[] {OTHERS.get(kind)};
                    try (Talker talker =
                            Talker.arriving(By.WEBSOCKET, TestServer.running().url(), headers)) {
                        talker.tell("40");
                        isRefused(talker, kind == CallerKind.ANYONE ? "unauthenticated" : "forbidden");
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> nobody_connects_with_a_token_that_is_dead_or_rests() {
        return Stream.of(
                refused(
                        "disabled",
                        "device_disabled",
                        device -> house.patch(device, Bodies.object().put("status", "disabled"))
                                .is(200)),
                refused(
                        "revoked",
                        "unauthenticated",
                        device ->
                                house.owner().delete(pathOf(device) + "/token").is(204)),
                refused(
                        "rotated",
                        "unauthenticated",
                        device -> house.owner()
                                .post(pathOf(device) + "/token", null)
                                .is(201)),
                refused(
                        "removed",
                        "unauthenticated",
                        device -> house.owner().delete(pathOf(device)).is(204)));
    }

    private DynamicTest refused(String what, String code, Consumer<Gadget> ending) {
        return DynamicTest.dynamicTest(what, () -> {
            Gadget device = house.client();
            ending.accept(device);
            try (Talker talker = arriving()) {
                talker.tell("40" + device.auth());
                isRefused(talker, code);
            }
        });
    }

    private static void isRefused(Talker talker, String code) {
        assertThat(talker.engine().text())
                .isEqualTo("44{\"message\":\"unauthorized\",\"data\":{\"code\":\"%s\"}}".formatted(code));
    }

    private Gadget device(CallerKind kind) {
        return kind == CallerKind.CAMERA ? house.camera() : house.client();
    }

    private static String pathOf(Gadget device) {
        return "/devices/" + device.id();
    }

    private static Talker arriving() {
        return Talker.arriving(By.WEBSOCKET, TestServer.running().url());
    }

    private static Stream<On> events() {
        return TestServer.running().beans(SocketApi.class).values().stream()
                .flatMap(api -> api.socketEvents().stream())
                .filter(On.class::isInstance)
                .map(On.class::cast);
    }
}
