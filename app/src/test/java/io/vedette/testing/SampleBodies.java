package io.vedette.testing;

import static java.util.Map.entry;

import java.util.Map;
import java.util.function.UnaryOperator;

/** What each operation takes that wants something, about what somebody owns. An operation that does needs a line here. */
public final class SampleBodies {
    private static final Map<String, UnaryOperator<String>> BODIES = Map.ofEntries(
            entry("makeNote", _ -> "{\"title\":\"a sample\"}"),
            entry("registerDevice", _ -> Household.introduction("camera").toString()),
            entry("patchDevice", _ -> "{\"name\":\"Another\"}"),
            entry("sendHeartbeat", _ -> "{\"appVersion\":\"2\"}"),
            entry("sayHeartbeat", _ -> "{\"appVersion\":\"2\"}"),
            entry("renewDeviceToken", _ -> "{}"),
            entry("makeLink", SampleBodies::link),
            entry("echo", _ -> "{\"number\":1}"),
            entry("joinRoom", _ -> "{\"room\":\"sample\"}"),
            entry("leaveRoom", _ -> "{\"room\":\"sample\"}"),
            entry("sayInRoom", _ -> "{\"room\":\"sample\",\"text\":\"a sample\"}"),
            entry("flashInRoom", _ -> "{\"room\":\"sample\",\"text\":\"a sample\"}"));

    private SampleBodies() {}

    public static String of(String operation, String owner) {
        UnaryOperator<String> body = BODIES.get(operation);
        if (body == null) {
            throw new AssertionError("Say in SampleBodies what %s takes".formatted(operation));
        }
        return body.apply(owner);
    }

    private static String link(String owner) {
        Household house = Household.of(owner);
        return Household.pair(house.camera(), house.client()).toString();
    }
}
