package io.vedette.devices.token;

import io.vedette.platform.bus.Bus;
import io.vedette.platform.ops.Rounds;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Looks for changes that the bus may not have told of. */
@Component
final class StateRounds extends Rounds {
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    private final Bus bus;
    private final DeviceStates states;
    private final DeviceGuard guard;

    StateRounds(Bus bus, DeviceStates states, DeviceGuard guard) {
        super(BETWEEN);
        this.bus = bus;
        this.states = states;
        this.guard = guard;
    }

    @Override
    protected Mono<Duration> round() {
        return bus.isWell()
                ? Mono.just(BETWEEN)
                : states.refresh().then(guard.checkAll()).thenReturn(BETWEEN);
    }
}
