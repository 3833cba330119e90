package io.vedette.platform.operation;

import io.vedette.platform.json.Texts;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** How one kind of plain value is read, strictly from JSON and leniently from the text of a query or path. */
record Scalar<T>(String expected, Function<JsonNode, Optional<T>> fromJson, Function<String, Optional<T>> fromText) {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");
    private static final Map<Class<?>, Scalar<?>> KNOWN = Map.of(
            String.class, text("must be text without control characters", Scalar::cleanText),
            UUID.class, text("must be a UUID", Scalar::uuid),
            Instant.class, text("must be a time such as 2026-01-31T12:00:00.000Z", Scalar::instant),
            int.class,
                    number("must be a whole number", JsonNode::canConvertToInt, JsonNode::intValue, Integer::valueOf),
            long.class,
                    number("must be a whole number", JsonNode::canConvertToLong, JsonNode::longValue, Long::valueOf),
            double.class, new Scalar<>("must be a number", Scalar::decimal, Scalar::decimal),
            boolean.class, new Scalar<>("must be true or false", Scalar::truth, Scalar::truth),
            byte[].class, new Scalar<>("must be bytes", Scalar::bytes, _ -> Optional.empty()));
    /** Written as in JSON: Java alone would take {@code +5}, digits of other scripts and {@code 0x1p3} as well. */
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]*)");

    private static final Pattern DECIMAL = Pattern.compile(WHOLE + "(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final ClassValue<Scalar<Object>> CONSTANTS = new ClassValue<>() {
        @Override
        protected Scalar<Object> computeValue(Class<?> type) {
            return constantOf(type);
        }
    };
    private static final Map<Class<?>, Class<?>> PRIMITIVES = Map.of(
            Integer.class, int.class, Long.class, long.class, Double.class, double.class, Boolean.class, boolean.class);

    static Optional<Scalar<?>> of(Class<?> type) {
        if (type.isEnum()) {
            return Optional.of(CONSTANTS.get(type));
        }
        return Optional.ofNullable(KNOWN.get(PRIMITIVES.getOrDefault(type, type)));
    }

    private static <T> Scalar<T> text(String expected, Function<String, Optional<T>> parse) {
        return new Scalar<>(
                expected, node -> node.isString() ? parse.apply(node.stringValue()) : Optional.empty(), parse);
    }

    private static <T> Scalar<T> number(
            String expected, Function<JsonNode, Boolean> fits, Function<JsonNode, T> value, Function<String, T> parse) {
        return new Scalar<>(
                expected,
                node -> node.isIntegralNumber() && fits.apply(node) ? Optional.of(value.apply(node)) : Optional.empty(),
                text -> written(text, WHOLE).flatMap(whole -> parsed(whole, parse)));
    }

    private static Scalar<Object> constantOf(Class<?> type) {
        Map<String, Object> constants = Arrays.stream(type.getEnumConstants())
                .collect(Collectors.toMap(
                        constant -> constant.toString().toLowerCase(Locale.ROOT), constant -> constant));
        String expected = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", ", "must be one of: ", ""));
        return text(expected, text -> Optional.ofNullable(constants.get(text)));
    }

    private static Optional<String> cleanText(String text) {
        return Optional.of(text).filter(Texts::areClean);
    }

    /** The one canonical form: {@link UUID#fromString} would take shortened groups too. */
    private static Optional<UUID> uuid(String text) {
        String digits = text.replace("-", "");
        return text.length() == 36 && digits.length() == 32 && digits.chars().allMatch(HexFormat::isHexDigit)
                ? parsed(text, UUID::fromString).filter(uuid -> uuid.toString().equalsIgnoreCase(text))
                : Optional.empty();
    }

    private static Optional<Instant> instant(String text) {
        return parsed(text, Instant::parse).filter(time -> !time.isBefore(FIRST) && !time.isAfter(LAST));
    }

    private static Optional<Double> decimal(JsonNode node) {
        return node.isNumber()
                ? Optional.of(node.numberValue().doubleValue()).filter(Double::isFinite)
                : Optional.empty();
    }

    private static Optional<Double> decimal(String text) {
        return written(text, DECIMAL).map(Double::valueOf).filter(Double::isFinite);
    }

    private static Optional<String> written(String text, Pattern form) {
        return Optional.of(text).filter(form.asMatchPredicate());
    }

    private static Optional<Boolean> truth(JsonNode node) {
        return node.isBoolean() ? Optional.of(node.booleanValue()) : Optional.empty();
    }

    private static Optional<Boolean> truth(String text) {
        return switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** Only sockets can send them. */
    private static Optional<byte[]> bytes(JsonNode node) {
        return node.isBinary() ? Optional.of(node.binaryValue()) : Optional.empty();
    }

    private static <T> Optional<T> parsed(String text, Function<String, T> parse) {
        try {
            return Optional.of(parse.apply(text));
        } catch (IllegalArgumentException | DateTimeException wrong) {
            return Optional.empty();
        }
    }
}
