package io.vedette.videos;

import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which of one's videos: all, or those of a device, below a prefix, of a kind. */
record ListVideos(
        @Nullable UUID deviceId, @Size(max = 255) @Nullable String prefix, Video.@Nullable Kind kind) {}
