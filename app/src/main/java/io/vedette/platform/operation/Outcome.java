package io.vedette.platform.operation;

import io.vedette.platform.failure.Failure;
import org.jspecify.annotations.Nullable;

/** How a call ended; every transport says it in its own words. */
public sealed interface Outcome {
    /** @param body what is written as JSON, a {@link Text}, or null where there is nothing to say */
    record Answered(int status, @Nullable Object body) implements Outcome {}

    record Failed(Failure failure) implements Outcome {}
}
