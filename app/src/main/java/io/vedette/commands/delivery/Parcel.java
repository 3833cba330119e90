package io.vedette.commands.delivery;

import io.vedette.platform.ops.Ticks;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * A command on its way to its camera.
 *
 * @param number the order in which the camera gets them
 * @param attempt what is stored of it by now; 0 if it was not stored as pushed
 * @param deadline when it expires, by {@link Ticks#nanos}
 */
public record Parcel(
        UUID commandId,
        UUID cameraId,
        long number,
        String commandType,
        ObjectNode payload,
        UUID sourceDeviceId,
        Instant createdAt,
        Instant expiresAt,
        int attempt,
        long deadline) {

    /**
     * Only the database knows what time it is: from how much it said was left, in an answer to what was asked not before
     * that tick.
     */
    public static long deadline(long askedAt, double secondsLeft) {
        return askedAt + (long) (secondsLeft * 1e9);
    }

    /** How long ago it was created, by the database's clock. */
    Duration age(long now) {
        return Duration.between(createdAt, expiresAt).minusNanos(deadline - now);
    }
}
