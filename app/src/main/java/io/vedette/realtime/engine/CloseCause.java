package io.vedette.realtime.engine;

import java.util.Locale;
import org.springframework.modulith.NamedInterface;

/**
 * Why a socket ended. The official clients never come back by themselves after a disconnect packet, so only final causes
 * send one; after a passing cause they find a closed transport, and return.
 */
@NamedInterface("causes")
public enum CloseCause {
    CLIENT_CLOSED,
    TRANSPORT_CLOSED,
    PING_TIMEOUT,
    PARSE_ERROR,
    CONNECT_DEADLINE,
    TOO_SLOW,
    OVER_LIMIT,
    SERVER_DRAIN,
    ROLE_CHANGED,
    SUPERSEDED,
    UNAVAILABLE,
    REVOKED(true),
    DISABLED(true),
    REMOVED(true);

    private final boolean isFinal;

    CloseCause() {
        this(false);
    }

    CloseCause(boolean isFinal) {
        this.isFinal = isFinal;
    }

    public boolean isFinal() {
        return isFinal;
    }

    /** The name on the wire, in metrics and in logs. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
