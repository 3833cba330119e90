package io.vedette.platform.web;

import static io.vedette.platform.failure.CommonProblem.MALFORMED_JSON;
import static io.vedette.platform.failure.CommonProblem.METHOD_NOT_ALLOWED;
import static io.vedette.platform.failure.CommonProblem.NOT_FOUND;
import static io.vedette.platform.failure.CommonProblem.UNAUTHENTICATED;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vedette.platform.failure.CommonProblem;
import io.vedette.platform.failure.Failure;
import io.vedette.platform.failure.FieldError;
import io.vedette.platform.failure.Problem;
import io.vedette.platform.web.AnswerStyle.Rendered;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Errors as a Better Auth server gives them, because its client reads them. */
final class BetterAuthStyle {
    private static final String JSON = "application/json";

    /** The body as it goes over the wire; a few errors have no code. */
    record BetterAuthError(
            String message,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String code) {}

    private BetterAuthStyle() {}

    static Rendered render(Failure failure) {
        return switch (failure) {
            case Failure.Refused refused -> refused(refused.problem());
            case Failure.Invalid(Problem problem, List<FieldError> errors) -> invalid(problem, errors);
            case Failure.Limited _ -> body(429, "Too many requests. Please try again later.", null);
            case Failure.Unavailable away -> coded(away.problem());
            case Failure.Broken _ -> new Rendered(500, null, null);
        };
    }

    private static Rendered refused(Problem problem) {
        if (problem == NOT_FOUND || problem == METHOD_NOT_ALLOWED) {
            return new Rendered(404, null, null);
        }
        if (problem == MALFORMED_JSON) {
            return body(400, "Invalid JSON in request body", "BAD_REQUEST");
        }
        return problem == UNAUTHENTICATED ? body(401, "Unauthorized", "UNAUTHORIZED") : coded(problem);
    }

    private static Rendered invalid(Problem problem, List<FieldError> errors) {
        String place = problem == CommonProblem.INVALID_PARAMETER ? "query" : "body";
        String message = errors.stream()
                .map(error -> "[%s.%s] %s".formatted(place, error.field(), error.message()))
                .collect(Collectors.joining("; "));
        return body(400, message, "VALIDATION_ERROR");
    }

    private static Rendered coded(Problem problem) {
        return body(problem.status(), problem.title(), problem instanceof Uncoded ? null : problem.name());
    }

    private static Rendered body(int status, String message, @Nullable String code) {
        return new Rendered(status, JSON, new BetterAuthError(message, code));
    }
}
