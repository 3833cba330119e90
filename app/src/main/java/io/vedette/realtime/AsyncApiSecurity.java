package io.vedette.realtime;

import static io.vedette.realtime.AsyncApiMessages.mapOf;
import static io.vedette.realtime.AsyncApiMessages.reference;

import io.vedette.platform.operation.CallerKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How each kind of caller proves itself when it connects, in the words of AsyncAPI. */
final class AsyncApiSecurity {
    private static final String PLACE = ", as `auth.token` of the connect packet or as `Authorization: Bearer`";

    private AsyncApiSecurity() {}

    static Map<String, Object> schemes(Set<CallerKind> callers) {
        Map<String, Object> schemes = new TreeMap<>();
        names(callers).forEach(name -> schemes.put(name, scheme(name)));
        return schemes;
    }

    /** One of these is enough. */
    static List<Map<String, Object>> of(Set<CallerKind> callers) {
        return names(callers)
                .map(name -> reference("#/components/securitySchemes/" + name))
                .toList();
    }

    private static Stream<String> names(Set<CallerKind> callers) {
        return callers.stream().sorted().map(AsyncApiSecurity::name).distinct();
    }

    private static String name(CallerKind kind) {
        return switch (kind) {
            case ANYONE -> throw new IllegalArgumentException("Nobody unknown has a socket");
            case USER -> "session";
            case CAMERA, CLIENT -> "deviceToken";
            case OPERATOR -> "operator";
            case MONITOR -> "metricsToken";
        };
    }

    private static Map<String, Object> scheme(String name) {
        return switch (name) {
            case "session" -> bearer("A session token");
            case "deviceToken" -> bearer("A device token");
            case "metricsToken" -> bearer("METRICS_TOKEN");
            default -> mapOf("type", "http", "scheme", "basic", "description", "As `Authorization: Basic`");
        };
    }

    private static Map<String, Object> bearer(String token) {
        return mapOf("type", "http", "scheme", "bearer", "description", token + PLACE);
    }
}
