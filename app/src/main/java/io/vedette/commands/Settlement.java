package io.vedette.commands;

import io.vedette.commands.SettlingTable.Settled;
import io.vedette.commands.SettlingTable.Settling;
import io.vedette.commands.delivery.Couriers;
import io.vedette.platform.data.Transactions;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Settles commands, and lets the couriers know sooner than the fact would. */
@Component
final class Settlement {
    private final SettlingTable table;
    private final Couriers couriers;
    private final Transactions transactions;

    Settlement(SettlingTable table, Couriers couriers, Transactions transactions) {
        this.table = table;
        this.couriers = couriers;
        this.transactions = transactions;
    }

    /** Empty where this user has no such command. */
    Mono<Settled> of(Settling how) {
        return couriers.quietly(how.commandId(), table.settle(how), settled -> settled.fact() != null)
                .flatMap(settled -> tell(settled).thenReturn(settled));
    }

    private Mono<Void> tell(Settled settled) {
        return settled.fact() == null
                ? Mono.empty()
                : transactions.whenEnded(
                        () -> couriers.settled(
                                settled.command().targetDeviceId(),
                                settled.command().id()),
                        () -> {});
    }
}
