package io.vedette.platform.operation;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An answer that chooses among the statuses its operation declares, or says something beside its body. */
public record Answer<T>(int status, @Nullable T body, List<Header> headers) {
    /** What a caller over HTTP is told beside the body; over a socket there is nowhere to say it. */
    public record Header(String name, String value) {}

    public Answer {
        headers = List.copyOf(headers);
    }

    public Answer(int status, T body) {
        this(status, body, List.of());
    }

    public static <T> Answer<T> of(@Nullable T body) {
        return new Answer<>(200, body, List.of());
    }

    /** Sends the caller elsewhere. */
    public static <T> Answer<T> found(String location) {
        return new Answer<T>(302, null, List.of(new Header("Location", location)));
    }

    public Answer<T> with(List<Header> more) {
        return new Answer<>(
                status, body, Stream.concat(headers.stream(), more.stream()).toList());
    }
}
