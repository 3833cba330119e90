package io.vedette.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Around every class of tests: memory that was lost fails the one in which it is noticed, or at last all of them together. */
public final class LeakExtension implements BeforeAllCallback, AfterAllCallback {
    /** Closed when all classes are through. */
    private record LastLook() implements AutoCloseable {
        @Override
        public void close() {
            Leaks.look();
            expectNone();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot().getStore(Namespace.create(LeakExtension.class)).computeIfAbsent(LastLook.class);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        expectNone();
    }

    private static void expectNone() {
        assertThat(Leaks.take()).as("resources that nobody released").isEmpty();
    }
}
