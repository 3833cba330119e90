package io.vedette.streams;

import io.vedette.platform.settings.Settings;
import io.vedette.platform.settings.Variable;
import java.time.Duration;

/** How long a stream waits for those who take part in it. */
@Settings
public record StreamSettings(
        @Variable(
                name = "STREAM_REQUEST_TIMEOUT",
                fallback = "60s",
                about = "How long a camera may take to accept a stream.")
        Duration requestTimeout,

        @Variable(
                name = "STREAM_ORPHAN_TIMEOUT",
                fallback = "60s",
                about = "A stream ends when its camera or whoever asked for it is offline for so long.")
        Duration orphanTimeout) {

    public StreamSettings {
        if (requestTimeout.toMillis() < 1 || orphanTimeout.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "STREAM_REQUEST_TIMEOUT and STREAM_ORPHAN_TIMEOUT must be longer than nothing");
        }
    }
}
