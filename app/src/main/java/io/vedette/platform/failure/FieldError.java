package io.vedette.platform.failure;

import java.util.List;

/** What is wrong with one value: the dotted path of the field, or the name of the parameter. */
public record FieldError(String field, String message) {
    /** For what no constraint on an input's type can say. */
    public FailureException failure() {
        return new FailureException(new Failure.Invalid(CommonProblem.VALIDATION_FAILED, List.of(this)));
    }
}
