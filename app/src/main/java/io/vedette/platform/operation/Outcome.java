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

        /** What was found out about the caller before; it is outdated where the operation speaks of the same. */
        public Answered withNews(List<Header> news) {
            boolean outdated = news.stream()
                    .anyMatch(old -> headers.stream().anyMatch(own -> own.name().equals(old.name())));
            return outdated
                    ? this
                    : new Answered(
                            status,
                            body,
                            Stream.concat(headers.stream(), news.stream()).toList());
        }
    }

    record Failed(Failure failure) implements Outcome {}
}
