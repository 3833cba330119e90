package io.vedette.devices.registry;

import io.vedette.devices.token.DeviceStates;
import io.vedette.platform.data.Transactions;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes this node forget at once what a device was; the others are told. */
@Component
final class Changed {
    private final Transactions transactions;
    private final DeviceStates states;

    Changed(Transactions transactions, DeviceStates states) {
        this.transactions = transactions;
        this.states = states;
    }

    Mono<Void> afterCommit(UUID deviceId) {
        return transactions.afterCommit(() -> states.forget(deviceId));
    }
}
