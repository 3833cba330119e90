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
    /** Ours, and of Netty what says that memory was lost. */
    private static final List<String> LOGGERS = List.of("io.vedette", "io.netty.util.ResourceLeakDetector");

    private static final List<String> SEEN = new CopyOnWriteArrayList<>();

    private Bugs() {}

    /** Once is enough, however many servers there are; starting one makes the log forget whoever listened. */
    static void listen() {
        LOGGERS.forEach(name -> listen((Logger) LoggerFactory.getLogger(name)));
    }

    private static void listen(Logger logger) {
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

    /**
     * The driver loses what it has encoded, or read, when a connection breaks under a statement: it keeps the values of
     * a statement once more for a message that is then never sent.
     */
    public static boolean isTheDriversOwn(ILoggingEvent event) {
        String report = event.getFormattedMessage();
        return report.startsWith("LEAK:")
                && report.substring(Math.max(0, report.indexOf("Created at:"))).contains("io.r2dbc.postgresql.");
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getLevel().isGreaterOrEqual(Level.ERROR) && !isTheDriversOwn(event)) {
            String cause = event.getThrowableProxy() == null
                    ? ""
                    : " " + event.getThrowableProxy().getMessage();
            SEEN.add(event.getFormattedMessage() + cause);
        }
    }
}
