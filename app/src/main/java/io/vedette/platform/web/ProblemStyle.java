package io.vedette.platform.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vedette.platform.failure.Failure;
import io.vedette.platform.failure.FieldError;
import io.vedette.platform.failure.Problem;
import io.vedette.platform.web.AnswerStyle.Rendered;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** RFC 9457 problem documents. */
final class ProblemStyle {
    static final String MEDIA_TYPE = "application/problem+json";

    /** The document as it goes over the wire. */
    record ProblemDocument(
            String type,
            String title,
            int status,
            String detail,
            String code,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<FieldError> errors) {}

    private ProblemStyle() {}

    static Rendered render(Failure failure) {
        Problem problem = failure.problem();
        ProblemDocument document = new ProblemDocument(
                "urn:vedette:problem:" + problem.code(),
                problem.title(),
                problem.status(),
                failure.detail(),
                problem.code(),
                failure instanceof Failure.Invalid invalid ? invalid.errors() : null);
        return new Rendered(problem.status(), MEDIA_TYPE, document);
    }
}
