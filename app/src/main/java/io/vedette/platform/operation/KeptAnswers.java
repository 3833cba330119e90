package io.vedette.platform.operation;

import io.vedette.platform.failure.CommonProblem;
import io.vedette.platform.failure.Failure;
import io.vedette.platform.failure.FieldError;
import io.vedette.platform.failure.Problem;
import io.vedette.platform.operation.IdempotencyKeys.Kept;
import io.vedette.platform.operation.Outcome.Answered;
import io.vedette.platform.operation.Outcome.Failed;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes an outcome down for those who ask again, and reads it back as if it had just happened. */
@Component
final class KeptAnswers {
    /** A failure in the form it is kept in: the problem by its code. */
    record KeptFailure(
            String code, @Nullable String detail, @Nullable List<FieldError> errors) {}

    private final JsonMapper json;

    KeptAnswers(JsonMapper json) {
        this.json = json;
    }

    int status(Outcome outcome) {
        return switch (outcome) {
            case Answered answered -> answered.status();
            case Failed failed -> failed.failure().problem().status();
        };
    }

    @Nullable
    String write(Operation<?, ?> operation, Outcome outcome) {
        return switch (outcome) {
            case Answered answered -> answered.body() == null ? null : kept(operation, answered.body());
            case Failed failed -> json.writeValueAsString(kept(failed.failure()));
        };
    }

    Outcome read(Operation<?, ?> operation, Kept kept) {
        String body = kept.body();
        if (kept.status() < 400) {
            return new Answered(kept.status(), body == null ? null : json.readTree(body));
        }
        KeptFailure failure = json.readValue(String.valueOf(body), KeptFailure.class);
        Problem problem = problem(operation, failure.code());
        return new Failed(
                failure.errors() != null
                        ? new Failure.Invalid(problem, failure.errors())
                        : new Failure.Refused(problem, String.valueOf(failure.detail())));
    }

    private String kept(Operation<?, ?> operation, Object body) {
        List<String> secrets = operation.partsNotKept();
        if (secrets.isEmpty()) {
            return json.writeValueAsString(body);
        }
        ObjectNode kept = json.<ObjectNode>valueToTree(body).remove(secrets);
        operation.partsNotTold().forEach(part -> kept.set(part.getName(), json.valueToTree(valueOf(part, body))));
        return json.writeValueAsString(kept);
    }

    private static @Nullable Object valueOf(RecordComponent part, Object body) {
        try {
            Method accessor = part.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(body);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeptFailure kept(Failure failure) {
        String code = failure.problem().code();
        return switch (failure) {
            case Failure.Refused refused -> new KeptFailure(code, refused.detail(), null);
            case Failure.Invalid invalid -> new KeptFailure(code, null, invalid.errors());
            case Failure.Limited _, Failure.Unavailable _, Failure.Broken _ ->
                throw new IllegalStateException("Not an answer to keep: " + code);
        };
    }

    private static Problem problem(Operation<?, ?> operation, String code) {
        return Stream.concat(operation.mayFail().stream(), Stream.of(CommonProblem.values()))
                .filter(known -> known.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("%s no longer knows %s".formatted(operation.id(), code)));
    }
}
