package io.vedette.platform.operation;

import io.vedette.platform.failure.FieldError;
import io.vedette.platform.json.Change;
import io.vedette.platform.json.Numbers;
import io.vedette.platform.json.Texts;
import io.vedette.platform.operation.RecordShape.Part;
import jakarta.validation.Validator;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads the parts of inputs: their type first, then the constraints that stand on them. Errors are collected, not thrown. */
@Component
final class Values {
    private static final int KIB = 1024;
    private static final int USUAL_KIB = 16;
    private static final int MOST_ERRORS = 100;

    private final JsonMapper json;
    private final Validator validator;

    Values(JsonMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    /** The validator looks a record and its constraints up when it first meets them, under locks. */
    void learn(Class<?> owner) {
        RecordShape.of(owner).parts().forEach(part -> {
            var _ = validator.validateValue(owner, part.name(), null);
            Class<?> inside =
                    rawType(part.type() instanceof ParameterizedType ? elementType(part.type()) : part.type());
            if (inside.isRecord()) {
                learn(inside);
            }
        });
    }

    @Nullable
    Object parameter(Class<?> owner, Part part, List<String> texts, List<FieldError> errors) {
        if (texts.isEmpty()) {
            return absent(part, part.name(), errors);
        }
        if (texts.size() > 1 && !isList(part.type())) {
            return wrong(part.name(), "must be given once", errors);
        }
        Object value = isList(part.type())
                ? textList(part, texts, errors)
                : text(rawType(part.type()), texts.getFirst(), part.name(), errors);
        return constrained(owner, part, value, part.name(), errors);
    }

    @Nullable
    Object field(Class<?> owner, Part part, JsonNode node, String path, List<FieldError> errors) {
        if (rawType(part.type()) == Change.class) {
            return constrained(owner, part, change(part, elementType(part.type()), node, path, errors), path, errors);
        }
        if (node.isMissingNode() || node.isNull()) {
            return absent(part, path, errors);
        }
        return constrained(owner, part, value(part, part.type(), node, path, errors), path, errors);
    }

    /** Nothing when a part is missing already, or when the record's own rule refuses the whole. */
    @Nullable
    Object construct(Class<?> type, @Nullable Object[] parts, String path, List<FieldError> errors) {
        try {
            return RecordShape.of(type).construct(parts);
        } catch (IllegalArgumentException refused) {
            return wrong(path, String.valueOf(refused.getMessage()), errors);
        }
    }

    private Change<?> change(Part part, Type type, JsonNode node, String path, List<FieldError> errors) {
        return node.isMissingNode()
                ? Change.none()
                : Change.to(node.isNull() ? null : value(part, type, node, path, errors));
    }

    private @Nullable Object value(Part part, Type type, JsonNode node, String path, List<FieldError> errors) {
        Class<?> raw = rawType(type);
        if (isList(type)) {
            return list(part, elementType(type), node, path, errors);
        }
        if (raw.isRecord()) {
            return record(raw, node, path, errors);
        }
        if (JsonNode.class.isAssignableFrom(raw)) {
            return freeJson(raw, part.passedOn(), node, path, errors);
        }
        Scalar<?> scalar = scalar(raw);
        return orWrong(scalar, scalar.fromJson().apply(node), path, errors);
    }

    private @Nullable Object record(Class<?> type, JsonNode node, String path, List<FieldError> errors) {
        if (!node.isObject()) {
            return wrong(path, "must be an object", errors);
        }
        int before = errors.size();
        List<Part> parts = RecordShape.of(type).parts();
        @Nullable Object[] read = new @Nullable Object[parts.size()];
        for (int i = 0; i < read.length; i++) {
            Part part = parts.get(i);
            read[i] = field(type, part, node.path(part.name()), path + "." + part.name(), errors);
        }
        return errors.size() > before ? null : construct(type, read, path, errors);
    }

    private @Nullable Object list(Part part, Type element, JsonNode node, String path, List<FieldError> errors) {
        if (!node.isArray()) {
            return wrong(path, "must be a list", errors);
        }
        List<@Nullable Object> items = new ArrayList<>(node.size());
        for (int i = 0; i < node.size() && errors.size() < MOST_ERRORS; i++) {
            items.add(value(part, element, node.get(i), path + "[" + i + "]", errors));
        }
        return items;
    }

    private @Nullable Object freeJson(
            Class<?> raw, @Nullable PassedOn passedOn, JsonNode node, String path, List<FieldError> errors) {
        int kib = passedOn == null ? USUAL_KIB : passedOn.kib();
        if (raw == ObjectNode.class && !node.isObject()) {
            return wrong(path, "must be an object", errors);
        }
        if (!Texts.areWhole(node)) {
            return wrong(path, "must not hold half a character", errors);
        }
        if (passedOn == null && !Texts.areClean(node)) {
            return wrong(path, "must not hold control characters", errors);
        }
        if (!Numbers.areFinite(node)) {
            return wrong(path, "must not hold numbers over 1.7e308", errors);
        }
        if (isTooLarge(node, kib * KIB)) {
            return wrong(path, "must not be larger than %d KiB".formatted(kib), errors);
        }
        return node;
    }

    private boolean isTooLarge(JsonNode node, int most) {
        int bytes = json.writeValueAsBytes(node).length;
        return bytes > most || bytes + Numbers.expansion(node) > most;
    }

    private @Nullable Object text(Class<?> raw, String text, String path, List<FieldError> errors) {
        Scalar<?> scalar = scalar(raw);
        return orWrong(scalar, scalar.fromText().apply(text), path, errors);
    }

    /** One after the other, or with commas between them. */
    private List<@Nullable Object> textList(Part part, List<String> texts, List<FieldError> errors) {
        Class<?> element = rawType(elementType(part.type()));
        List<@Nullable Object> items = new ArrayList<>();
        texts.stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .forEach(item -> items.add(text(element, item, part.name(), errors)));
        return items;
    }

    private @Nullable Object constrained(
            Class<?> owner, Part part, @Nullable Object value, String path, List<FieldError> errors) {
        if (value != null) {
            validator.validateValue(owner, part.name(), value).stream()
                    .map(violation -> new FieldError(path, violation.getMessage()))
                    .sorted((one, other) -> one.message().compareTo(other.message()))
                    .forEach(error -> add(error, errors));
        }
        return value;
    }

    private static @Nullable Object absent(Part part, String path, List<FieldError> errors) {
        return part.optional() ? null : wrong(path, "is required", errors);
    }

    private static @Nullable Object wrong(String path, String message, List<FieldError> errors) {
        add(new FieldError(path, message), errors);
        return null;
    }

    /** Nobody reads more, and a body full of nonsense must not make an answer many times its size. */
    private static void add(FieldError error, List<FieldError> errors) {
        if (errors.size() < MOST_ERRORS) {
            errors.add(error);
        }
    }

    private static @Nullable Object orWrong(Scalar<?> scalar, Optional<?> value, String path, List<FieldError> errors) {
        return value.isPresent() ? value.get() : wrong(path, scalar.expected(), errors);
    }

    private static Scalar<?> scalar(Class<?> raw) {
        return Scalar.of(raw).orElseThrow(() -> new IllegalStateException("An input cannot hold a " + raw));
    }

    private static boolean isList(Type type) {
        return rawType(type) == List.class;
    }

    private static Type elementType(Type list) {
        return ((ParameterizedType) list).getActualTypeArguments()[0];
    }

    private static Class<?> rawType(Type type) {
        return (Class<?>) (type instanceof ParameterizedType parameterized ? parameterized.getRawType() : type);
    }
}
