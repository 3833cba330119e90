package io.vedette.devices.token;

import static io.vedette.devices.DeviceProblem.DEVICE_DISABLED;
import static io.vedette.platform.failure.CommonProblem.UNAUTHENTICATED;

import io.vedette.devices.Device.Status;
import io.vedette.devices.token.DeviceTokens.Shown;
import io.vedette.platform.operation.CallerFinder;
import io.vedette.platform.operation.Credentials;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Knows devices by their tokens. */
@Component
@Order(50)
final class DeviceFinder implements CallerFinder {
    private final DeviceTokens tokens;
    private final DeviceStates states;

    DeviceFinder(DeviceTokens tokens, DeviceStates states) {
        this.tokens = tokens;
        this.states = states;
    }

    @Override
    public Mono<Optional<Found>> find(Credentials credentials) {
        return Mono.justOrEmpty(credentials.authorization("Bearer"))
                .flatMap(tokens::read)
                .flatMap(shown -> states.find(shown.deviceId()).map(state -> Optional.of(found(shown, state))))
                .defaultIfEmpty(Optional.empty());
    }

    private static Found found(Shown shown, Optional<DeviceState> known) {
        DeviceState state = known.filter(now -> now.tokenVersion() == shown.version())
                .orElseThrow(() -> UNAUTHENTICATED.because("This token is no longer valid"));
        if (state.status() == Status.DISABLED) {
            throw DEVICE_DISABLED.because("Its owner can enable it again");
        }
        return new Found(state.caller(), false);
    }
}
