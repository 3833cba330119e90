package io.vedette.realtime;

import io.vedette.platform.settings.Settings;
import io.vedette.platform.settings.Variable;
import io.vedette.realtime.engine.Measures;
import io.vedette.realtime.engine.Quota;
import java.time.Duration;

/** How sockets are kept alive. */
@Settings
record RealtimeSettings(
        @Variable(
                name = "SOCKET_PING_INTERVAL",
                fallback = "25s",
                about = "How often a socket is asked whether it is still there.")
        Duration pingInterval,

        @Variable(name = "SOCKET_PING_TIMEOUT", fallback = "20s", about = "How long it may take to answer that.")
        Duration pingTimeout) {
    static final String PATH = "/socket.io/";
    static final int MAX_PAYLOAD = 1_000_000;
    private static final int STRANGERS_PAYLOAD = 64 << 10;

    private static final Duration CONNECT_DEADLINE = Duration.ofSeconds(20);
    private static final Duration UPGRADE_DEADLINE = Duration.ofSeconds(10);
    private static final int OUTBOX_MESSAGES = 1_000;
    private static final int OUTBOX_BYTES = 1 << 20;
    private static final Quota MESSAGES = new Quota(500);
    private static final Quota BYTES = new Quota(4 << 20);

    RealtimeSettings {
        if (pingInterval.toMillis() < 1 || pingTimeout.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "SOCKET_PING_INTERVAL and SOCKET_PING_TIMEOUT must be longer than nothing");
        }
    }

    Measures engine(boolean limited) {
        return new Measures(
                PATH,
                pingInterval,
                pingTimeout,
                CONNECT_DEADLINE,
                UPGRADE_DEADLINE,
                MAX_PAYLOAD,
                STRANGERS_PAYLOAD,
                OUTBOX_MESSAGES,
                OUTBOX_BYTES,
                limited ? MESSAGES : Quota.NONE,
                limited ? BYTES : Quota.NONE);
    }
}
