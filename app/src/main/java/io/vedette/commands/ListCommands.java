package io.vedette.commands;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which of one's commands: all, or those of a device on either side, in a state, of a kind, created in a time. */
record ListCommands(
        @Nullable UUID deviceId,
        Command.@Nullable Status status,
        @Nullable String commandType,
        @Nullable Instant from,
        @Nullable Instant to) {}
