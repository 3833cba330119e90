package io.vedette.platform.web;

import io.vedette.platform.operation.CallerKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** How each kind of caller proves itself, in the words of OpenAPI. */
final class OpenApiSecurity {
    private OpenApiSecurity() {}

    static Map<String, Object> schemes() {
        return new TreeMap<>(Map.of(
                "session", scheme(Map.of("type", "http", "scheme", "bearer", "description", "A session token")),
                "sessionCookie", scheme(Map.of("type", "apiKey", "in", "cookie", "name", "better-auth.session_token")),
                "deviceToken", scheme(Map.of("type", "http", "scheme", "bearer", "description", "A device token")),
                "metricsToken", scheme(Map.of("type", "http", "scheme", "bearer", "description", "METRICS_TOKEN")),
                "operator", scheme(Map.of("type", "http", "scheme", "basic"))));
    }

    /** One of these is enough; an empty list is open to anyone. */
    static List<Map<String, Object>> of(Set<CallerKind> callers) {
        return callers.contains(CallerKind.ANYONE)
                ? List.of()
                : new TreeSet<>(callers.stream().flatMap(OpenApiSecurity::names).toList())
                        .stream()
                                .map(name -> Map.<String, Object>of(name, List.of()))
                                .toList();
    }

    private static Stream<String> names(CallerKind kind) {
        return switch (kind) {
            case ANYONE -> Stream.of();
            case USER -> Stream.of("session", "sessionCookie");
            case CAMERA, CLIENT -> Stream.of("deviceToken");
            case OPERATOR -> Stream.of("operator");
            case MONITOR -> Stream.of("metricsToken");
        };
    }

    private static Map<String, Object> scheme(Map<String, Object> entries) {
        return new TreeMap<>(entries);
    }
}
