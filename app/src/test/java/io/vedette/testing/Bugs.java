package io.vedette.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What the server logs as an error of its own. A test that provokes one takes it; any other fails its test. */
public final class Bugs extends AppenderBase<ILoggingEvent> {
    private static final String NAME = "bugs";
    private static final String OURS = "io.vedette";

    private static final List<String> SEEN = new CopyOnWriteArrayList<>();

    private Bugs() {}

    /** Once is enough, however many servers there are; starting one makes the log forget whoever listened. */
    static void listen() {
        Logger logger = (Logger) LoggerFactory.getLogger(OURS);
        logger.detachAppender(NAME);
        Bugs bugs = new Bugs();
        bugs.setName(NAME);
        bugs.setContext(logger.getLoggerContext());
        bugs.start();
        logger.addAppender(bugs);
    }

    static void forget() {
        SEEN.clear();
    }

    static List<String> unexpected() {
        return List.copyOf(SEEN);
    }

    /** All that were seen up to now, which are then no longer unexpected. */
    public static List<String> take() {
        List<String> taken = List.copyOf(SEEN);
        SEEN.removeAll(taken);
        return taken;
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getLevel().isGreaterOrEqual(Level.ERROR)) {
            String cause = event.getThrowableProxy() == null
                    ? ""
                    : " " + event.getThrowableProxy().getMessage();
            SEEN.add(event.getFormattedMessage() + cause);
        }
    }
}
