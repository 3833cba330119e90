package io.vedette.testing;

import java.util.Map;

/** A body that each operation takes which wants one. An operation that does needs a line here. */
public final class SampleBodies {
    private static final Map<String, String> BODIES =
            Map.of("makeNote", "{\"title\":\"a sample\"}", "sendHeartbeat", "{\"appVersion\":\"1\"}");

    private SampleBodies() {}

    public static String of(String operation) {
        String body = BODIES.get(operation);
        if (body == null) {
            throw new AssertionError("Say in SampleBodies what %s takes".formatted(operation));
        }
        return body;
    }
}
