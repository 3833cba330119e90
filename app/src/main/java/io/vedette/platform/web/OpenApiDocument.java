package io.vedette.platform.web;

import io.vedette.platform.failure.Problem;
import io.vedette.platform.json.Schemas;
import io.vedette.platform.json.Schemas.Side;
import io.vedette.platform.operation.Nothing;
import io.vedette.platform.operation.Operation;
import io.vedette.platform.operation.Text;
import io.vedette.platform.operation.Verb;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** OpenAPI 3.1, folded from the routes and their operations: it cannot promise anything else than what is done. */
final class OpenApiDocument {
    private final Schemas schemas = new Schemas();
    private final OpenApiInput input = new OpenApiInput(schemas);

    static Map<String, Object> of(List<RouteGroup> groups, String version) {
        return new OpenApiDocument().document(groups, version);
    }

    private Map<String, Object> document(List<RouteGroup> groups, String version) {
        Map<String, Map<String, Object>> paths = new TreeMap<>();
        groups.forEach(group -> group.routes()
                .forEach(route -> paths.computeIfAbsent(group.pathOf(route), _ -> new TreeMap<>())
                        .put(route.method().name().toLowerCase(Locale.ROOT), operation(group, route))));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put("info", info(version));
        document.put("servers", List.of(Map.of("url", "/")));
        document.put("paths", paths);
        document.put("components", components());
        return document;
    }

    private static Map<String, Object> info(String version) {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("title", "Vedette");
        info.put("summary", "A control plane for camera fleets");
        info.put("version", version);
        info.put("license", new TreeMap<>(Map.of("name", "Apache-2.0", "identifier", "Apache-2.0")));
        return info;
    }

    private Map<String, Object> components() {
        Map<String, Object> components = new LinkedHashMap<>();
        components.put("schemas", schemas.definitions());
        components.put("securitySchemes", OpenApiSecurity.schemes());
        return components;
    }

    private Map<String, Object> operation(RouteGroup group, Route route) {
        Operation<?, ?> operation = route.operation();
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("operationId", operation.id());
        described.put("summary", operation.summary());
        described.put("security", OpenApiSecurity.of(operation.callers()));
        described.put("parameters", input.parameters(route));
        if (route.awaitsBody()) {
            described.put("requestBody", input.body(route));
        }
        described.put("responses", responses(group, route));
        return described;
    }

    private Map<String, Object> responses(RouteGroup group, Route route) {
        Map<String, Object> responses = new TreeMap<>();
        Operation<?, ?> operation = route.operation();
        operation.statuses().forEach(status -> responses.put(Integer.toString(status), answer(operation)));
        Refusals.byStatus(group, route)
                .forEach((status, problems) -> responses.merge(
                        Integer.toString(status), refusal(group.style(), problems), OpenApiDocument::both));
        return responses;
    }

    private Map<String, Object> answer(Operation<?, ?> operation) {
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("description", operation.summary());
        if (operation.output() == Text.class) {
            response.put("content", Map.of("text/*", Map.of("schema", Map.of("type", "string"))));
        } else if (operation.output() != Nothing.class) {
            Map<String, Object> schema = orNull(operation, schemas.of(operation.output(), Side.GIVEN));
            response.put(
                    "content", content("application/json", operation.verb() == Verb.LISTS ? list(schema) : schema));
        }
        return response;
    }

    private static Map<String, Object> orNull(Operation<?, ?> operation, Map<String, Object> schema) {
        return operation.nullable() ? Map.of("anyOf", List.of(schema, Map.of("type", "null"))) : schema;
    }

    private Map<String, Object> refusal(AnswerStyle style, Set<Problem> problems) {
        Map<String, Object> response = new LinkedHashMap<>();
        response.put(
                "description",
                problems.stream()
                        .map(problem -> "`%s`: %s".formatted(problem.code(), problem.title()))
                        .collect(Collectors.joining("; ")));
        switch (style) {
            case PROBLEM ->
                response.put(
                        "content",
                        content(ProblemStyle.MEDIA_TYPE, schemas.of(ProblemStyle.ProblemDocument.class, Side.GIVEN)));
            case BETTER_AUTH ->
                response.put(
                        "content",
                        content("application/json", schemas.of(BetterAuthStyle.BetterAuthError.class, Side.GIVEN)));
        }
        return response;
    }

    /** A status that an answer and a refusal share keeps both descriptions and both bodies. */
    @SuppressWarnings("unchecked") // both sides were made here
    private static Object both(Object answer, Object refusal) {
        Map<String, Object> first = (Map<String, Object>) answer;
        Map<String, Object> second = (Map<String, Object>) refusal;
        Map<String, Object> both = new LinkedHashMap<>();
        both.put("description", first.get("description") + "; or " + second.get("description"));
        Map<String, Object> content = new TreeMap<>((Map<String, Object>) first.get("content"));
        content.putAll((Map<String, Object>) second.get("content"));
        both.put("content", content);
        return both;
    }

    private static Map<String, Object> list(Map<String, Object> item) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("items", new TreeMap<>(Map.of("type", "array", "items", item)));
        properties.put("nextCursor", Map.of("type", List.of("string", "null")));
        return new TreeMap<>(
                Map.of("type", "object", "properties", properties, "required", List.of("items", "nextCursor")));
    }

    private static Map<String, Object> content(String mediaType, Map<String, Object> schema) {
        return Map.of(mediaType, Map.of("schema", schema));
    }
}
