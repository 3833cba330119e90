package io.vedette.notifications.mail;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of one try, and how long the carrier asks all nodes to rest before the next mail. */
record Answer(Verdict verdict, Duration rest) {
    static Answer of(Verdict verdict) {
        return new Answer(verdict, Duration.ZERO);
    }

    /** Problems are called by the provider's own names, or by one of ours: a closed list, fit for logs and metrics. */
    sealed interface Verdict {
        String problem();
    }

    /** @param providerId what the provider calls it */
    record Taken(@Nullable String providerId) implements Verdict {
        @Override
        public String problem() {
            return "";
        }
    }

    /** An earlier try was taken already, though it said something else: that must never happen. */
    record TakenBefore(String problem) implements Verdict {}

    /** It will never be taken. */
    record Refused(String problem, boolean alert) implements Verdict {}

    /** It was not taken now; whoever asks after this time may be luckier. */
    record NotNow(String problem, Duration pause) implements Verdict {}

    /** Nothing is taken from this account until then; this mail may come again, or was refused for good. */
    record Closed(String problem, Instant until, boolean refused) implements Verdict {}

    /** Nobody knows whether it was taken: the same letter has to come again. */
    record Unsure(String problem, boolean outage) implements Verdict {}
}
