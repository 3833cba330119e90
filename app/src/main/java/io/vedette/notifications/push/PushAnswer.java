package io.vedette.notifications.push;

import java.time.Duration;

/** What became of one try. Problems are a closed list, fit for logs and metrics. */
sealed interface PushAnswer {
    record Accepted() implements PushAnswer {}

    /** The address leads nowhere any more. */
    record Gone(String problem) implements PushAnswer {}

    /** It will never be taken. */
    record Refused(String problem) implements PushAnswer {}

    /** @param pause at least so long; zero if the service named no time */
    record NotNow(String problem, Duration pause) implements PushAnswer {}
}
