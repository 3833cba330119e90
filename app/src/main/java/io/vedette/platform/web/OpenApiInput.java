package io.vedette.platform.web;

import io.vedette.platform.json.Schemas;
import io.vedette.platform.json.Schemas.Side;
import io.vedette.platform.operation.InQueryToo;
import io.vedette.platform.operation.Operation;
import io.vedette.platform.operation.Verb;
import io.vedette.platform.web.Route.Body;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an operation takes, in the words of OpenAPI: parameters of the path, the query and the header, and the body. */
final class OpenApiInput {
    private final Schemas schemas;

    OpenApiInput(Schemas schemas) {
        this.schemas = schemas;
    }

    List<Object> parameters(Route route) {
        List<Object> parameters = new ArrayList<>();
        Operation<?, ?> operation = route.operation();
        for (RecordComponent part : parts(operation)) {
            if (route.body() == Body.SIGNED) {
                if (!part.getName().equals(Route.SIGNED_BODY)) {
                    parameters.add(parameter(
                            "header", Route.headerOf(part.getName()), false, schemas.property(part, Side.SENT)));
                }
            } else if (isInPath(route, part)) {
                parameters.add(parameter("path", part.getName(), true, schemas.property(part, Side.SENT)));
            } else if (!route.awaitsBody() || isInQueryToo(part)) {
                boolean required = !route.awaitsBody() && !Schemas.isNullable(part);
                parameters.add(parameter("query", part.getName(), required, schemas.property(part, Side.SENT)));
            }
        }
        if (operation.verb() == Verb.LISTS) {
            parameters.add(parameter("query", "limit", false, limit()));
            parameters.add(parameter("query", "cursor", false, Map.of("type", "string")));
        }
        if (operation.idempotent()) {
            parameters.add(parameter("header", "Idempotency-Key", false, key()));
        }
        return parameters;
    }

    Map<String, Object> body(Route route) {
        return route.body() == Body.SIGNED ? body(true, "*/*", Map.of()) : json(route);
    }

    private Map<String, Object> json(Route route) {
        Class<?> input = route.operation().input();
        boolean required = Arrays.stream(parts(route.operation()))
                .anyMatch(part -> !isInPath(route, part) && !isInQueryToo(part) && !Schemas.isNullable(part));
        Map<String, Object> schema = route.variables().isEmpty()
                ? schemas.of(input, Side.SENT)
                : schemas.object(input, Side.SENT, part -> !isInPath(route, part));
        return body(required, "application/json", Map.of("schema", schema));
    }

    private static Map<String, Object> body(boolean required, String type, Map<String, Object> content) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("required", required);
        body.put("content", Map.of(type, content));
        return body;
    }

    private static RecordComponent[] parts(Operation<?, ?> operation) {
        return operation.takesSomething() ? operation.input().getRecordComponents() : new RecordComponent[0];
    }

    private static boolean isInQueryToo(RecordComponent part) {
        return part.isAnnotationPresent(InQueryToo.class);
    }

    private static boolean isInPath(Route route, RecordComponent part) {
        return route.variables().contains(part.getName());
    }

    private static Map<String, Object> parameter(String place, String name, boolean required, Object schema) {
        Map<String, Object> parameter = new LinkedHashMap<>();
        parameter.put("name", name);
        parameter.put("in", place);
        parameter.put("required", required);
        parameter.put("schema", schema);
        return parameter;
    }

    private static Map<String, Object> limit() {
        return new TreeMap<>(Map.of("type", "integer", "minimum", 1, "maximum", 200, "default", 50));
    }

    private static Map<String, Object> key() {
        return new TreeMap<>(Map.of("type", "string", "pattern", "^[!-~]{1,200}$"));
    }
}
