package io.vedette.platform.web;

import io.vedette.platform.failure.Failure;
import org.jspecify.annotations.Nullable;

/** How a group of routes says what went wrong. It belongs to the group, not to a handler. */
public enum AnswerStyle {
    PROBLEM,
    BETTER_AUTH;

    /** What goes out: no media type and no body where the style stays silent. */
    record Rendered(
            int status,
            @Nullable String mediaType,
            @Nullable Object body) {}

    /** Better Auth answers HEAD as an unknown path. */
    boolean knowsHead() {
        return this != BETTER_AUTH;
    }

    Rendered render(Failure failure) {
        return switch (this) {
            case PROBLEM -> ProblemStyle.render(failure);
            case BETTER_AUTH -> BetterAuthStyle.render(failure);
        };
    }
}
