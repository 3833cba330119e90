package io.vedette.platform.remote;

import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;

/**
 * What a service said.
 *
 * @param body empty also if it was longer than what is read
 */
public record RemoteAnswer(int status, HttpHeaders headers, String body) {
    public boolean isGood() {
        return status >= 200 && status < 300;
    }

    /** How long it asks to be left alone, if it does so in seconds. */
    public Optional<Duration> retryAfter() {
        return seconds(HttpHeaders.RETRY_AFTER);
    }

    /** A header that says a number of seconds. */
    public Optional<Duration> seconds(String header) {
        return Optional.ofNullable(headers.getFirst(header))
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }

    @Override
    public String toString() {
        return "RemoteAnswer[%d, %d characters]".formatted(status, body.length());
    }
}
