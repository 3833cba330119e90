package io.vedette.commands;

import static io.vedette.commands.CommandProblem.NOT_LINKED;
import static io.vedette.commands.CommandProblem.TARGET_DISABLED;
import static io.vedette.devices.DeviceProblem.DEVICE_DISABLED;
import static io.vedette.devices.DeviceProblem.QUOTA_EXCEEDED;
import static io.vedette.platform.failure.CommonProblem.NOT_FOUND;

import io.vedette.devices.Device.Status;
import io.vedette.platform.failure.Problem;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the statement found that was to make a command, and the command if it made one.
 *
 * @param source the state of the device that sends, null if its owner has no such device
 * @param target the same of the camera
 */
record Creation(
        UUID targetDeviceId,
        @Nullable Status source,
        @Nullable Status target,
        boolean linked,
        @Nullable New made) {
    /** @param left until it expires, when the statement ran */
    record New(Command command, long number, Duration left) {}

    New orRefused() {
        if (made == null) {
            throw refusal().because("No command was made for device %s", targetDeviceId);
        }
        return made;
    }

    /** Why there is none; what says least of others comes first. */
    Problem refusal() {
        if (target == null || source == null) {
            return NOT_FOUND;
        }
        if (!linked) {
            return NOT_LINKED;
        }
        if (target == Status.DISABLED) {
            return TARGET_DISABLED;
        }
        return source == Status.DISABLED ? DEVICE_DISABLED : QUOTA_EXCEEDED;
    }
}
