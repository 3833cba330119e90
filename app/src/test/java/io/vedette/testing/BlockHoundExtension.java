package io.vedette.testing;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import reactor.blockhound.BlockHound;

/**
 * Before the first class of tests: from then on whoever waits on an event loop gets an error. BlockHound's own listener
 * would also be made in the JVM of the build, which has no agents.
 */
public final class BlockHoundExtension implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
        BlockHound.install();
    }
}
