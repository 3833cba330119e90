package io.vedette.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/** Around every class of tests: memory that was lost fails the one in which it is noticed, or at last all of them together. */
public final class LeakExtension implements BeforeAllCallback, AfterAllCallback {
    /** Closed when this JVM is through with all its classes: a run of the launcher may be one of them only. */
    private record LastLook() implements AutoCloseable {
        @Override
        public void close() {
            Leaks.look();
            expectNone();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(LeakExtension.class))
                .computeIfAbsent(LastLook.class);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        expectNone();
    }

    private static void expectNone() {
        assertThat(Leaks.take()).as("resources that nobody released").isEmpty();
    }
}
