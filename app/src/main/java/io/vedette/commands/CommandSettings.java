package io.vedette.commands;

import io.vedette.platform.settings.Settings;
import io.vedette.platform.settings.Variable;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How commands are pushed again, how many may wait and how long they are kept. */
@Settings
public record CommandSettings(
        @Variable(
                name = "COMMAND_RETRY_AFTER",
                fallback = "10s",
                about =
                        "When a command that the camera did not confirm is pushed again; each time twice as long, up to 5 minutes.")
        Duration retryAfter,

        @Variable(
                name = "COMMAND_RETENTION",
                fallback = "30d",
                about = "How long commands stay in the lists, from when they were created.")
        Duration retention,

        @Variable(
                name = "COMMANDS_PER_CAMERA",
                fallback = "10000",
                about = "How many commands may wait for one camera.")
        @Min(1)
        int perCamera) {

    public CommandSettings {
        if (retryAfter.toMillis() < 1 || retention.toMillis() < 1) {
            throw new IllegalArgumentException("COMMAND_RETRY_AFTER and COMMAND_RETENTION must be longer than nothing");
        }
    }
}
