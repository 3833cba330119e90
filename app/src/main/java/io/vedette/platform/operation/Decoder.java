package io.vedette.platform.operation;

import static io.vedette.platform.failure.CommonProblem.INVALID_PARAMETER;
import static io.vedette.platform.failure.CommonProblem.MALFORMED_JSON;
import static io.vedette.platform.failure.CommonProblem.VALIDATION_FAILED;

import io.vedette.platform.failure.Failure;
import io.vedette.platform.failure.FailureException;
import io.vedette.platform.failure.FieldError;
import io.vedette.platform.failure.Problem;
import io.vedette.platform.operation.RecordShape.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Makes an operation's input of what came with the call, or says all that is wrong with it at once. */
@Component
final class Decoder {
    private final Values values;

    Decoder(Values values) {
        this.values = values;
    }

    void learn(Class<?> type) {
        if (type.isRecord()) {
            values.learn(type);
        }
    }

    /** @param wrongParameters what was found wrong before; it is told together with the rest */
    <I> I decode(Class<I> type, Arguments arguments, List<FieldError> wrongParameters) {
        if (type == Nothing.class) {
            refuseIfAny(INVALID_PARAMETER, wrongParameters);
            return type.cast(Nothing.NOTHING);
        }
        List<Part> parts = RecordShape.of(type).parts();
        JsonNode body = bodyFor(parts, arguments);
        List<FieldError> wrongFields = new ArrayList<>();
        @Nullable Object[] read = new @Nullable Object[parts.size()];
        for (int i = 0; i < read.length; i++) {
            Part part = parts.get(i);
            read[i] = arguments.isParameter(part, body)
                    ? values.parameter(type, part, arguments.parameter(part.name()), wrongParameters)
                    : values.field(type, part, body.path(part.name()), part.name(), wrongFields);
        }
        refuseIfAny(INVALID_PARAMETER, wrongParameters);
        refuseIfAny(VALIDATION_FAILED, wrongFields);
        Object input = values.construct(type, read, "", wrongFields);
        refuseIfAny(arguments.bodyAwaited() ? VALIDATION_FAILED : INVALID_PARAMETER, wrongFields);
        return type.cast(Objects.requireNonNull(input));
    }

    private static JsonNode bodyFor(List<Part> parts, Arguments arguments) {
        JsonNode body = arguments.body();
        if (body == null) {
            boolean needed = parts.stream()
                    .anyMatch(part -> !part.optional() && !arguments.isParameter(part, MissingNode.getInstance()));
            if (needed) {
                throw MALFORMED_JSON.because("A JSON body is needed");
            }
            return MissingNode.getInstance();
        }
        if (!body.isObject()) {
            refuseIfAny(VALIDATION_FAILED, List.of(new FieldError("", "must be an object")));
        }
        return body;
    }

    private static void refuseIfAny(Problem problem, List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw new FailureException(new Failure.Invalid(problem, errors));
        }
    }
}
