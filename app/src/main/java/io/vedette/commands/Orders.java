package io.vedette.commands;

import io.vedette.commands.Command.Status;
import io.vedette.commands.SettlingTable.Settled;
import io.vedette.commands.SettlingTable.Settling;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What other features have cameras do: commands like any other, in the transaction that runs. */
@Component
public final class Orders {
    private final Sending sending;
    private final Settlement settlement;

    Orders(Sending sending, Settlement settlement) {
        this.sending = sending;
        this.settlement = settlement;
    }

    /** Refused as the client itself would be. */
    public Mono<Command> give(UUID id, String userId, UUID client, UUID camera, Order order) {
        return sending.one(id, userId, client, camera, order)
                .map(creation -> creation.orRefused().command());
    }

    /** The camera has done it, whether it said so before or not; false where that comes too late. */
    public Mono<Boolean> fulfil(UUID id, String userId, UUID camera) {
        return settle(id, userId, camera, Status.ACKNOWLEDGED)
                .map(settled -> settled.command().status() == Status.ACKNOWLEDGED);
    }

    /** It need not be done any more, if it still could. */
    public Mono<Void> takeBack(UUID id, String userId) {
        return settle(id, userId, null, Status.CANCELLED).then();
    }

    private Mono<Settled> settle(UUID id, String userId, @Nullable UUID camera, Status status) {
        return settlement.of(new Settling(id, userId, camera, null, status, null, null));
    }
}
