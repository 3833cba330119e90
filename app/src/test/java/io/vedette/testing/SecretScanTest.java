package io.vedette.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.LoggerContext;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class SecretScanTest {
    private static final Logger LOG = LoggerFactory.getLogger(SecretScanTest.class);
    private static final Set<String> SECRETS = Set.of("hush/hush");

    @Test
    void finds_a_secret_wherever_a_line_may_hold_one() {
        assertFound(() -> LOG.warn("It is {}", "hush/hush"));
        assertFound(() -> LOG.warn("Basic aHVzaC9odXNo"));
        assertFound(() -> LOG.warn("?token=hush%2Fhush"));
        assertFound(() -> LOG.warn("It failed", new IllegalStateException("no hush/hush")));
        assertFound(() -> LOG.atWarn().addKeyValue("token", "hush/hush").log("It failed"));
        assertFound(() -> {
            MDC.put("userId", "hush/hush");
            LOG.warn("It failed");
            MDC.remove("userId");
        });
    }

    @Test
    void finds_nothing_where_nothing_is() {
        try (var scan = SecretScan.ofTheLog()) {
            LOG.warn("All is well");
            scan.foundNoneOf(SECRETS);
            assertThat(scan.lines()).hasSize(1);
        }
    }

    @Test
    void hears_on_when_the_log_is_set_up_anew() {
        try (var scan = SecretScan.ofTheLog()) {
            var root = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Logger.ROOT_LOGGER_NAME);
            var others = root.iteratorForAppenders();
            ((LoggerContext) LoggerFactory.getILoggerFactory()).reset();
            others.forEachRemaining(root::addAppender);
            LOG.warn("It is hush/hush");
            assertThatThrownBy(() -> scan.foundNoneOf(SECRETS)).isInstanceOf(AssertionError.class);
        }
    }

    private static void assertFound(Runnable logs) {
        try (var scan = SecretScan.ofTheLog()) {
            logs.run();
            assertThatThrownBy(() -> scan.foundNoneOf(SECRETS)).isInstanceOf(AssertionError.class);
        }
    }
}
