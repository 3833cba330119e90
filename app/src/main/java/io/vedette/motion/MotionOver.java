package io.vedette.motion;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is told of motion that is over. */
public record MotionOver(
        UUID eventId,
        UUID cameraDeviceId,
        Instant startedAt,
        Instant endedAt,
        long durationMs,
        @Nullable UUID videoId) {
    public static MotionOver of(MotionEnded fact) {
        return new MotionOver(
                fact.eventId(),
                fact.cameraDeviceId(),
                fact.startedAt(),
                fact.endedAt(),
                Duration.between(fact.startedAt(), fact.endedAt()).toMillis(),
                fact.videoId());
    }
}
