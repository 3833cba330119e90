package io.vedette.platform.remote;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this node from trying everything against a service that does not answer: after some failures in a row something
 * is tried every so often. Not shared by the nodes, as it may be the network of one of them that is broken.
 */
public class Circuit {
    private static final Logger LOG = LoggerFactory.getLogger(Circuit.class);

    private record State(int failures, String problem, Instant probeAt) {}

    private static final State WELL = new State(0, "", Instant.EPOCH);

    private final String service;
    private final int most;
    private final Duration probe;
    private final Clock clock;
    private volatile State state = WELL;

    /**
     * @param service as log lines call it
     * @param most after how many failures in a row it opens
     * @param probe how long until the next try then
     */
    public Circuit(String service, int most, Duration probe, Clock clock) {
        this.service = service;
        this.most = most;
        this.probe = probe;
        this.clock = clock;
    }

    /** How long nothing is to be tried: zero or less when something may. */
    public Duration closedFor() {
        return isOpen() ? Duration.between(clock.instant(), state.probeAt()) : Duration.ZERO;
    }

    /** The same, for who tries now if it is zero or less: when it is open nobody else does until the next time. */
    public synchronized Duration claim() {
        Duration closed = closedFor();
        if (isOpen() && !closed.isPositive()) {
            state = new State(state.failures(), state.problem(), clock.instant().plus(probe));
        }
        return closed;
    }

    public boolean isOpen() {
        return state.failures() >= most;
    }

    /** What went wrong the last time, and how often in a row something has. */
    public String problem() {
        return "%s, %d times in a row".formatted(state.problem(), state.failures());
    }

    public synchronized void failed(String problem) {
        boolean wasOpen = isOpen();
        state = new State(state.failures() + 1, problem, clock.instant().plus(probe));
        if (isOpen() && !wasOpen) {
            LOG.warn(
                    "{} waits: the service does not answer as it should ({}); it is tried every {} s",
                    service,
                    problem(),
                    probe.toSeconds());
        }
    }

    public synchronized void answered() {
        if (isOpen()) {
            LOG.info("{}: the service answers again", service);
        }
        state = WELL;
    }
}
