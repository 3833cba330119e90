package io.vedette.notifications.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Keeps this node from trying every mail against a provider that does not answer: after some failures in a row one is
 * tried every so often. Not shared by the nodes, as it may be the network of one of them that is broken.
 */
@Component
final class Circuit {
    private static final Logger LOG = LoggerFactory.getLogger(Circuit.class);

    private record State(int failures, String problem, Instant probeAt) {}

    private static final State WELL = new State(0, "", Instant.EPOCH);

    private final MailPace pace;
    private final Clock clock;
    // Written by the sender alone, read by health and metrics.
    private volatile State state = WELL;

    Circuit(MailPace pace, Clock clock) {
        this.pace = pace;
        this.clock = clock;
    }

    /** How long nothing is to be tried: zero or less when something may. */
    Duration closedFor() {
        return isOpen() ? Duration.between(clock.instant(), state.probeAt()) : Duration.ZERO;
    }

    boolean isOpen() {
        return state.failures() >= pace.failures();
    }

    /** What went wrong the last time, and how often in a row something has. */
    String problem() {
        return "%s, %d times in a row".formatted(state.problem(), state.failures());
    }

    void failed(String problem) {
        boolean wasOpen = isOpen();
        state = new State(state.failures() + 1, problem, clock.instant().plus(pace.probe()));
        if (isOpen() && !wasOpen) {
            LOG.warn(
                    "Mails wait: the provider does not answer as it should ({}); one is tried every {} s",
                    problem(),
                    pace.probe().toSeconds());
        }
    }

    void answered() {
        if (isOpen()) {
            LOG.info("The provider answers again");
        }
        state = WELL;
    }
}
