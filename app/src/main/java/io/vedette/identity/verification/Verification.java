package io.vedette.identity.verification;

import java.time.Instant;

/** Something that was sent out to come back in time. */
public record Verification(String id, String identifier, String value, Instant expiresAt) {
    public boolean isOver(Instant now) {
        return !expiresAt.isAfter(now);
    }

    @Override
    public String toString() {
        return "Verification[" + id + "]";
    }
}
