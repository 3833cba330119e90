package io.vedette.commands;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What became of a command. */
public record CommandTold(
        UUID commandId,
        Command.Status status,
        @Nullable String error,
        @Nullable JsonNode result,
        UUID targetDeviceId,
        Instant at) {
    public static CommandTold of(CommandChanged fact) {
        return new CommandTold(
                fact.commandId(), fact.status(), fact.error(), fact.result(), fact.targetDeviceId(), fact.at());
    }
}
