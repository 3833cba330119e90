package io.vedette.videos;

import io.vedette.platform.operation.Caller;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose videos somebody may keep.
 *
 * @param camera of which alone; none for the user
 */
record Keeper(String userId, @Nullable UUID camera) {
    static Keeper of(Caller caller) {
        return switch (caller) {
            case Caller.User user -> new Keeper(user.id(), null);
            case Caller.Camera device -> new Keeper(device.userId(), device.id());
            default -> throw new IllegalStateException("Nobody else keeps videos: " + caller.kind());
        };
    }

    boolean keepsOf(UUID deviceId) {
        return camera == null || camera.equals(deviceId);
    }
}
