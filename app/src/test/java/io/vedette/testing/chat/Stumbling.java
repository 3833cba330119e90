package io.vedette.testing.chat;

import io.vedette.realtime.Socket;
import io.vedette.realtime.SocketWatcher;
import io.vedette.realtime.engine.CloseCause;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Breaks when the one leaves for whom {@link Threshold} waits, and before that hears of it. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class Stumbling implements SocketWatcher {
    @Override
    public void left(Socket socket, CloseCause cause) {
        if (Threshold.waits(socket)) {
            throw new IllegalStateException("As the test wants it");
        }
    }
}
