package io.vedette.motion;

import io.vedette.platform.settings.Settings;
import io.vedette.platform.settings.Variable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long motion may last, and events are kept. */
@Settings
record MotionSettings(
        @Variable(
                name = "MOTION_MAX_DURATION",
                fallback = "10m",
                about = "When the server ends motion that its camera has not ended, from when it was reported.")
        Duration maxDuration,

        @Variable(
                name = "EVENT_RETENTION",
                shownDefault = "kept",
                about = "How long events stay in the lists, from when they were reported.")
        @Nullable
        Duration retention) {

    MotionSettings {
        if (maxDuration.toMillis() < 1 || (retention != null && retention.toMillis() < 1)) {
            throw new IllegalArgumentException("MOTION_MAX_DURATION and EVENT_RETENTION must be longer than nothing");
        }
    }
}
