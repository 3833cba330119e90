package io.vedette.testing;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggerContextListener;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** Hears every line that this JVM logs, and finds the secrets of the run in them or in any other text. */
public final class SecretScan implements AutoCloseable {
    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Ear ear = new Ear();
    private final Restarts restarts = new Restarts();

    private SecretScan() {
        ear.setContext(context);
        ear.start();
        root.addAppender(ear);
        context.addListener(restarts);
    }

    public static SecretScan ofTheLog() {
        return new SecretScan();
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** No line holds one of the secrets, as it is or as it travels in URLs and headers. */
    public void foundNoneOf(Collection<String> secrets) {
        lines.forEach(line -> foundNoneIn(line, secrets));
    }

    public static void foundNoneIn(String text, Collection<String> secrets) {
        assertThat(secrets).as("a blank secret is in every text").noneMatch(String::isBlank);
        assertThat(secrets.stream().flatMap(SecretScan::forms).filter(text::contains))
                .as("secrets found in: %s", text)
                .isEmpty();
    }

    @Override
    public void close() {
        context.removeListener(restarts);
        root.detachAppender(ear);
        ear.stop();
    }

    private static Stream<String> forms(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                        secret,
                        URLEncoder.encode(secret, StandardCharsets.UTF_8),
                        Base64.getEncoder().withoutPadding().encodeToString(bytes),
                        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))
                .distinct();
    }

    private final class Ear extends AppenderBase<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add("%s %s %s %s %s"
                    .formatted(
                            event.getLoggerName(),
                            event.getFormattedMessage(),
                            event.getMDCPropertyMap(),
                            event.getKeyValuePairs(),
                            event.getThrowableProxy() == null
                                    ? ""
                                    : ThrowableProxyUtil.asString(event.getThrowableProxy())));
        }
    }

    /** A server that starts sets up the log anew, which would make us deaf. */
    private final class Restarts implements LoggerContextListener {
        @Override
        public boolean isResetResistant() {
            return true;
        }

        @Override
        public void onReset(LoggerContext reset) {
            ear.start();
            root.addAppender(ear);
        }

        @Override
        public void onStart(LoggerContext started) {}

        @Override
        public void onStop(LoggerContext stopped) {}

        @Override
        public void onLevelChange(Logger logger, Level level) {}
    }
}
