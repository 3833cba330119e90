package io.vedette.testing;

import java.util.Map;
import java.util.function.UnaryOperator;

/** A body that each operation takes which wants one, about what somebody owns. An operation that does needs a line here. */
public final class SampleBodies {
    private static final Map<String, UnaryOperator<String>> BODIES = Map.of(
            "makeNote", _ -> "{\"title\":\"a sample\"}",
            "registerDevice", _ -> Household.introduction("camera").toString(),
            "patchDevice", _ -> "{\"name\":\"Another\"}",
            "sendHeartbeat", _ -> "{\"appVersion\":\"2\"}",
            "renewDeviceToken", _ -> "{}",
            "makeLink", SampleBodies::link);

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
