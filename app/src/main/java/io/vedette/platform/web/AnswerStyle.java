package io.vedette.platform.web;

import io.vedette.platform.failure.Failure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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

    /** Small devices often say nothing of the type; Better Auth takes such a body for none. */
    boolean takesForJson(@Nullable MediaType type) {
        return this != BETTER_AUTH || type != null;
    }

    /** To Better Auth, no body is one in which everything is missing. */
    Optional<JsonNode> bodyOfNothing(JsonMapper json) {
        return this == BETTER_AUTH ? Optional.of(json.createObjectNode()) : Optional.empty();
    }

    Rendered render(Failure failure) {
        return switch (this) {
            case PROBLEM -> ProblemStyle.render(failure);
            case BETTER_AUTH -> BetterAuthStyle.render(failure);
        };
    }
}
