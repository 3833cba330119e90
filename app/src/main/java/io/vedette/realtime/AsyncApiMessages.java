package io.vedette.realtime;

import io.vedette.platform.failure.FieldError;
import io.vedette.platform.failure.Problem;
import io.vedette.platform.json.Schemas;
import io.vedette.platform.json.Schemas.Side;
import io.vedette.platform.operation.Nothing;
import io.vedette.platform.operation.Operation;
import io.vedette.platform.operation.Verb;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What goes over sockets, in the words of AsyncAPI: events both ways, and what those of clients are acknowledged with. */
final class AsyncApiMessages {
    private final Schemas schemas = new Schemas();

    Map<String, Map<String, Object>> schemas() {
        return schemas.definitions();
    }

    Map<String, Object> received(On on) {
        Operation<?, ?> operation = on.operation();
        Map<String, Object> message = mapOf("name", on.name(), "title", on.name(), "summary", operation.summary());
        if (operation.takesSomething()) {
            Map<String, Object> input = schemas.of(operation.input(), Side.SENT);
            message.put("payload", operation.idempotent() ? mapOf("allOf", List.of(input, key())) : input);
        } else if (operation.idempotent()) {
            message.put("payload", key());
        }
        return message;
    }

    Map<String, Object> sent(Push<?> push) {
        Map<String, Object> message = mapOf(
                "name",
                push.name(),
                "title",
                push.name(),
                "summary",
                push.summary(),
                "payload",
                schemas.of(push.payload(), Side.GIVEN));
        if (push.kept()) {
            message.put("x-offset", true);
        }
        return message;
    }

    Map<String, Object> reply(On on) {
        Set<Problem> refusals = SocketRefusals.of(on.operation());
        return mapOf(
                "title",
                "Acknowledgement of " + on.name(),
                "description",
                refusals.stream()
                        .map(problem -> "`%s`: %s".formatted(problem.code(), problem.title()))
                        .collect(Collectors.joining("; ", "What it may be refused with: ", ".")),
                "payload",
                mapOf("oneOf", List.of(done(on), refused(refusals))));
    }

    private Map<String, Object> done(On on) {
        Map<String, Object> ok = mapOf("const", true);
        String field = on.answeredAs();
        if (field != null) {
            return object(mapOf("ok", ok, field, answer(on.operation())), List.of("ok", field));
        }
        Map<String, Object> plain = object(mapOf("ok", ok), List.of("ok"));
        return on.operation().output() == Nothing.class
                ? plain
                : mapOf("allOf", List.of(plain, answer(on.operation())));
    }

    private Map<String, Object> answer(Operation<?, ?> operation) {
        if (operation.output() == Nothing.class) {
            return mapOf("type", "null");
        }
        Map<String, Object> schema = schemas.of(operation.output(), Side.GIVEN);
        if (operation.verb() == Verb.LISTS) {
            return object(
                    mapOf(
                            "items",
                            mapOf("type", "array", "items", schema),
                            "nextCursor",
                            mapOf("type", List.of("string", "null"))),
                    List.of("items", "nextCursor"));
        }
        return operation.nullable() ? mapOf("anyOf", List.of(schema, mapOf("type", "null"))) : schema;
    }

    private Map<String, Object> refused(Set<Problem> refusals) {
        Map<String, Object> error = object(
                mapOf(
                        "code",
                        mapOf(
                                "type",
                                "string",
                                "enum",
                                refusals.stream().map(Problem::code).toList()),
                        "message",
                        mapOf("type", "string"),
                        "errors",
                        mapOf("type", "array", "items", schemas.of(FieldError.class, Side.GIVEN))),
                List.of("code", "message"));
        return object(mapOf("ok", mapOf("const", false), "error", error), List.of("ok", "error"));
    }

    /** Stands beside the input, as it does in a header of REST. */
    private static Map<String, Object> key() {
        return mapOf(
                "type",
                "object",
                "properties",
                mapOf("idempotencyKey", mapOf("type", "string", "pattern", "^[!-~]{1,200}$")));
    }

    private static Map<String, Object> object(Map<String, Object> properties, List<String> required) {
        return mapOf("type", "object", "properties", properties, "required", required);
    }

    static Map<String, Object> reference(String to) {
        return mapOf("$ref", to);
    }

    /** In the order in which it is written down. */
    static Map<String, Object> mapOf(Object... entries) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            map.put((String) entries[i], entries[i + 1]);
        }
        return map;
    }
}
