package io.vedette.devices;

import io.vedette.realtime.engine.CloseCause;
import java.util.Locale;

/** Why a device came or went. */
public enum PresenceReason {
    CONNECTED,
    HEARTBEAT,
    CLIENT_CLOSED,
    PING_TIMEOUT,
    HEARTBEAT_TIMEOUT,
    REVOKED,
    DISABLED,
    REMOVED,
    TOO_SLOW,
    OVER_LIMIT,
    SERVER_DRAIN,
    NODE_LOST;

    /** A connection that just ended, whoever's fault it was, is the client's leaving. */
    public static PresenceReason of(CloseCause cause) {
        return switch (cause) {
            case PING_TIMEOUT -> PING_TIMEOUT;
            case TOO_SLOW -> TOO_SLOW;
            case OVER_LIMIT -> OVER_LIMIT;
            case SERVER_DRAIN -> SERVER_DRAIN;
            case REVOKED -> REVOKED;
            case DISABLED -> DISABLED;
            case REMOVED -> REMOVED;
            case CLIENT_CLOSED,
                    TRANSPORT_CLOSED,
                    PARSE_ERROR,
                    CONNECT_DEADLINE,
                    ROLE_CHANGED,
                    SUPERSEDED,
                    UNAVAILABLE -> CLIENT_CLOSED;
        };
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static PresenceReason of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
