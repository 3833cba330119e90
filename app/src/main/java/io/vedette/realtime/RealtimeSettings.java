package io.vedette.realtime;

import io.vedette.platform.settings.Settings;
import io.vedette.platform.settings.Variable;
import io.vedette.realtime.engine.Measures;
import io.vedette.realtime.engine.Quota;
import java.time.Duration;

/** How sockets are kept alive, and what they are told again. */
@Settings
record RealtimeSettings(
        @Variable(
                name = "SOCKET_PING_INTERVAL",
                fallback = "25s",
                about = "How often a socket is asked whether it is still there.")
        Duration pingInterval,

        @Variable(name = "SOCKET_PING_TIMEOUT", fallback = "20s", about = "How long it may take to answer that.")
        Duration pingTimeout,

        @Variable(
                name = "EVENT_REPLAY_WINDOW",
                fallback = "10m",
                about =
                        "How long what devices were told is kept for those that come back; at least until a silent socket is ended, which SOCKET_PING_INTERVAL and SOCKET_PING_TIMEOUT say.")
        Duration replayWindow) {
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
        if (pingInterval.toMillis() < 1 || pingTimeout.toMillis() < 1 || replayWindow.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "SOCKET_PING_INTERVAL, SOCKET_PING_TIMEOUT and EVENT_REPLAY_WINDOW must be longer than nothing");
        }
        // Whoever was cut off would be taken for one who has heard what was forgotten meanwhile.
        if (replayWindow.compareTo(pingInterval.plus(pingTimeout)) < 0) {
            throw new IllegalArgumentException(
                    "EVENT_REPLAY_WINDOW must not be shorter than SOCKET_PING_INTERVAL and SOCKET_PING_TIMEOUT together");
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
