package io.vedette.testing.notes;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What somebody wrote down. */
public record Note(
        UUID id,
        String owner,
        String title,
        Colour colour,
        @Nullable Instant remindAt,
        ObjectNode metadata,
        Instant createdAt) {
    /** How it looks. */
    public enum Colour {
        YELLOW,
        BLUE
    }
}
