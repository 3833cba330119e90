package io.vedette.commands;

import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the camera says of a command. */
record AckCommand(
        UUID commandId,
        Verdict status,
        @Size(max = 500) @Nullable String error,
        @Nullable JsonNode result) {
    enum Verdict {
        ACKNOWLEDGED,
        REJECTED;

        Command.Status status() {
            return Command.Status.valueOf(name());
        }
    }
}
