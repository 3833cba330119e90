package io.vedette.testing.faults;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** A server whose tests were killed has nobody left to end it, so it ends itself. */
@Component
@ConditionalOnProperty(DiesWithItsTests.PARENT)
final class DiesWithItsTests {
    static final String PARENT = "vedette.test.process";

    DiesWithItsTests(@Value("${" + PARENT + "}") long tests) {
        Thread.ofVirtual().start(() -> {
            ProcessHandle.of(tests).ifPresent(process -> process.onExit().join());
            Runtime.getRuntime().exit(1);
        });
    }
}
