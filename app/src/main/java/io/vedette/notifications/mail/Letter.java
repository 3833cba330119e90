package io.vedette.notifications.mail;

import java.time.Instant;
import java.util.UUID;

/** A mail as it is handed over: opened for this one try. */
record Letter(UUID id, String template, String idempotencyKey, String body, Instant createdAt) {
    @Override
    public String toString() {
        return "Letter[id=%s, template=%s]".formatted(id, template);
    }
}
