package io.vedette.platform.operation;

import io.vedette.platform.failure.Failure;
import io.vedette.platform.operation.Answer.Header;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a call ended; every transport says it in its own words. */
public sealed interface Outcome {
    /** @param body what is written as JSON, a {@link Text}, or null where there is nothing to say */
    record Answered(int status, @Nullable Object body, List<Header> headers) implements Outcome {
        Answered(int status, @Nullable Object body) {
            this(status, body, List.of());
        }

        public Answered with(List<Header> more) {
            return new Answered(
                    status, body, Stream.concat(headers.stream(), more.stream()).toList());
        }
    }

    record Failed(Failure failure) implements Outcome {}
}
