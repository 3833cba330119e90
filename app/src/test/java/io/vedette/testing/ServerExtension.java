package io.vedette.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Starts the server before the first test that needs it, and listens for bugs during each. */
final class ServerExtension implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
        TestServer.running();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        Bugs.listen();
        Bugs.forget();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        assertThat(Bugs.unexpected()).as("bugs the server logged").isEmpty();
    }
}
