package io.vedette.videos;

import io.vedette.platform.settings.Settings;
import io.vedette.platform.settings.Variable;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How much is kept of videos, and for how long. */
@Settings
record VideoSettings(
        @Variable(
                name = "VIDEO_RETENTION",
                shownDefault = "kept",
                about = "How long videos and pictures are kept, from when they were uploaded.")
        @Nullable
        Duration retention,

        @Variable(
                name = "VIDEO_QUOTA_BYTES",
                shownDefault = "no quota",
                about = "How many bytes of videos and pictures a user may keep.")
        @Min(1)
        @Nullable
        Long quotaBytes) {

    VideoSettings {
        if (retention != null && retention.toMillis() < 1) {
            throw new IllegalArgumentException("VIDEO_RETENTION must be longer than nothing");
        }
    }
}
