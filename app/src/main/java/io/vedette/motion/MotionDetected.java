package io.vedette.motion;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What is told of motion that began. */
public record MotionDetected(
        UUID eventId,
        UUID cameraDeviceId,
        String cameraName,
        @Nullable String title,
        Event.Severity severity,
        Instant startedAt,
        ObjectNode metadata) {
    public static MotionDetected of(MotionStarted fact) {
        return new MotionDetected(
                fact.eventId(),
                fact.cameraDeviceId(),
                fact.cameraName(),
                fact.title(),
                fact.severity(),
                fact.startedAt(),
                fact.metadata());
    }
}
