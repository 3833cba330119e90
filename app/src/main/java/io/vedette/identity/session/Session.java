package io.vedette.identity.session;

import static io.vedette.platform.data.Columns.value;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;

/** One sign-in of one person, as told to that person: the token is theirs to see. */
public record Session(
        String id,
        String token,
        String userId,
        Instant expiresAt,
        Instant createdAt,
        Instant updatedAt,
        String ipAddress,
        String userAgent) {

    static final String COLUMNS = """
            s.id as session_id, s.token, s."userId" as session_user, s."expiresAt" as session_expires,
            s."createdAt" as session_created, s."updatedAt" as session_updated, s."ipAddress" as session_address,
            s."userAgent" as session_agent
            """;

    static Session read(Readable row) {
        return new Session(
                value(row, "session_id", String.class),
                value(row, "token", String.class),
                value(row, "session_user", String.class),
                value(row, "session_expires", Instant.class),
                value(row, "session_created", Instant.class),
                value(row, "session_updated", Instant.class),
                Objects.requireNonNullElse(row.get("session_address", String.class), ""),
                Objects.requireNonNullElse(row.get("session_agent", String.class), ""));
    }

    boolean isLive(Instant now) {
        return expiresAt.isAfter(now);
    }

    Session lasting(Instant until, Instant now) {
        return new Session(id, token, userId, until, createdAt, now, ipAddress, userAgent);
    }

    @Override
    public String toString() {
        return "Session[" + id + "]";
    }
}
