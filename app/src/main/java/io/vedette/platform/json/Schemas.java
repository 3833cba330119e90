package io.vedette.platform.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON Schemas (2020-12) of records, from the very types and constraints that decode and validate. */
public final class Schemas {
    private static final Map<Class<?>, Map<String, Object>> PLAIN = Map.ofEntries(
            Map.entry(String.class, Map.of("type", "string")),
            Map.entry(UUID.class, Map.of("type", "string", "format", "uuid")),
            Map.entry(URI.class, Map.of("type", "string", "format", "uri")),
            Map.entry(Instant.class, Map.of("type", "string", "format", "date-time")),
            Map.entry(int.class, Map.of("type", "integer", "format", "int32")),
            Map.entry(Integer.class, Map.of("type", "integer", "format", "int32")),
            Map.entry(long.class, Map.of("type", "integer", "format", "int64")),
            Map.entry(Long.class, Map.of("type", "integer", "format", "int64")),
            Map.entry(double.class, Map.of("type", "number")),
            Map.entry(Double.class, Map.of("type", "number")),
            Map.entry(boolean.class, Map.of("type", "boolean")),
            Map.entry(Boolean.class, Map.of("type", "boolean")),
            Map.entry(byte[].class, Map.of("type", "string", "format", "binary")),
            Map.entry(Object.class, Map.of()),
            Map.entry(ObjectNode.class, Map.of("type", "object")),
            Map.entry(JsonNode.class, Map.of()));

    /** Who writes the value: what clients send may lack optional fields, what they get has them all. */
    public enum Side {
        SENT,
        GIVEN
    }

    private final Map<String, Map<String, Object>> definitions = new TreeMap<>();
    private final Map<String, Class<?>> named = new TreeMap<>();

    /** All that the references point at, by name. */
    public Map<String, Map<String, Object>> definitions() {
        return definitions;
    }

    public Map<String, Object> of(Type type, Side side) {
        Class<?> raw = rawType(type);
        if (PLAIN.containsKey(raw)) {
            return new TreeMap<>(PLAIN.get(raw));
        }
        if (raw.isEnum()) {
            return enumeration(raw);
        }
        if (raw == List.class) {
            return ordered("type", "array", "items", of(argument(type, 0), side));
        }
        if (raw.isArray()) {
            return ordered("type", "array", "items", of(raw.componentType(), side));
        }
        if (raw == Change.class) {
            return orNull(of(argument(type, 0), side));
        }
        if (raw == Map.class) {
            return ordered("type", "object", "additionalProperties", of(argument(type, 1), side));
        }
        if (raw.isRecord()) {
            return reference(raw, side);
        }
        throw new IllegalStateException("There is no schema for " + type);
    }

    /** A record written out in place, perhaps without some of its components. */
    public Map<String, Object> object(Class<?> type, Side side, Predicate<RecordComponent> included) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        Arrays.stream(type.getRecordComponents())
                .filter(included)
                .filter(Schemas::isTold)
                .forEach(part -> {
                    properties.put(part.getName(), property(part, side));
                    if (side == Side.GIVEN ? !isLeftOut(part) : !isNullable(part)) {
                        required.add(part.getName());
                    }
                });
        Map<String, Object> schema = ordered("type", "object", "properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return schema;
    }

    public Map<String, Object> property(RecordComponent part, Side side) {
        Map<String, Object> schema = of(part.getGenericType(), side);
        constraints(part).forEach(constraint -> constrain(schema, constraint));
        return isNullable(part) && part.getType() != Change.class ? orNull(schema) : schema;
    }

    public static boolean isNullable(RecordComponent part) {
        return part.getAnnotatedType().isAnnotationPresent(Nullable.class) || part.getType() == Change.class;
    }

    private static boolean isTold(RecordComponent part) {
        return !part.isAnnotationPresent(NotTold.class);
    }

    /** Some answers leave out what they don't have instead of saying null. */
    private static boolean isLeftOut(RecordComponent part) {
        JsonInclude inclusion = part.getAccessor().getAnnotation(JsonInclude.class);
        return inclusion != null && inclusion.value() == JsonInclude.Include.NON_NULL;
    }

    /** What is sent may lack fields that are always given: where a record is both and that matters, it has two names. */
    private Map<String, Object> reference(Class<?> type, Side side) {
        String name = type.getSimpleName();
        if (named.getOrDefault(name, type) != type) {
            throw new IllegalStateException("Two schemas are called " + name);
        }
        named.put(name, type);
        Map<String, Object> schema = object(type, side, _ -> true);
        if (!definitions.getOrDefault(name, schema).equals(schema)) {
            name = name + (side == Side.SENT ? "Sent" : "Given");
        }
        definitions.put(name, schema);
        return ordered("$ref", "#/components/schemas/" + name);
    }

    private static Map<String, Object> enumeration(Class<?> type) {
        return ordered(
                "type",
                "string",
                "enum",
                Arrays.stream(type.getEnumConstants())
                        .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                        .toList());
    }

    private static Map<String, Object> orNull(Map<String, Object> schema) {
        Object type = schema.get("type");
        if (type == null || schema.containsKey("enum")) {
            return schema.isEmpty() ? schema : ordered("anyOf", List.of(schema, Map.of("type", "null")));
        }
        schema.put("type", List.of(type, "null"));
        return schema;
    }

    private static void constrain(Map<String, Object> schema, Annotation constraint) {
        boolean list = "array".equals(schema.get("type"));
        switch (constraint) {
            case Size size -> {
                schema.put(list ? "minItems" : "minLength", size.min());
                schema.put(list ? "maxItems" : "maxLength", size.max());
            }
            case NotBlank _, NotEmpty _ -> schema.putIfAbsent(list ? "minItems" : "minLength", 1);
            case Min min -> schema.put("minimum", min.value());
            case Max max -> schema.put("maximum", max.value());
            case Pattern pattern -> schema.put("pattern", "^(?:%s)$".formatted(pattern.regexp()));
            default -> {}
        }
    }

    /** Constraints are kept on the field, not on the component; those of a change's new value on its type. */
    private static List<Annotation> constraints(RecordComponent part) {
        if (part.getType() == Change.class && part.getAnnotatedType() instanceof AnnotatedParameterizedType change) {
            return List.of(change.getAnnotatedActualTypeArguments()[0].getAnnotations());
        }
        try {
            return List.of(
                    part.getDeclaringRecord().getDeclaredField(part.getName()).getAnnotations());
        } catch (NoSuchFieldException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Map<String, Object> ordered(Object... entries) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            map.put((String) entries[i], entries[i + 1]);
        }
        return map;
    }

    private static Class<?> rawType(Type type) {
        return (Class<?>) (type instanceof ParameterizedType parameterized ? parameterized.getRawType() : type);
    }

    private static Type argument(Type type, int index) {
        return ((ParameterizedType) type).getActualTypeArguments()[index];
    }
}
