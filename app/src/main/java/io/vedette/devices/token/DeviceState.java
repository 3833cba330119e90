package io.vedette.devices.token;

import io.vedette.devices.Device.Role;
import io.vedette.devices.Device.Status;
import io.vedette.platform.operation.Caller;
import io.vedette.realtime.engine.CloseCause;
import java.util.Optional;
import java.util.UUID;

/**
 * What decides whether a token works, and as whose.
 *
 * @param disablings how often it was disabled: whoever finds it active again knows by this that it was not all the while
 */
record DeviceState(UUID id, String userId, Role role, Status status, int tokenVersion, int disablings) {
    Caller.Device caller() {
        return switch (role) {
            case CAMERA -> new Caller.Camera(id, userId, tokenVersion);
            case CLIENT -> new Caller.Client(id, userId, tokenVersion);
        };
    }

    /** Why a socket that came as this caller, after so many disablings, may not stay, if so. */
    static Optional<CloseCause> against(Caller.Device caller, int disablings, Optional<DeviceState> now) {
        if (now.isEmpty()) {
            return Optional.of(CloseCause.REMOVED);
        }
        DeviceState state = now.get();
        if (state.tokenVersion() != caller.tokenVersion()) {
            return Optional.of(CloseCause.REVOKED);
        }
        if (state.status() == Status.DISABLED || state.disablings() > disablings) {
            return Optional.of(CloseCause.DISABLED);
        }
        return state.caller().equals(caller) ? Optional.empty() : Optional.of(CloseCause.ROLE_CHANGED);
    }
}
