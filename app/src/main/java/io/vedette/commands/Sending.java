package io.vedette.commands;

import io.vedette.commands.CreationTable.Wanted;
import io.vedette.commands.delivery.Couriers;
import io.vedette.platform.data.Transactions;
import io.vedette.platform.ops.Ids;
import io.vedette.platform.ops.Ticks;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes commands, and hands them to the couriers once they are stored. */
@Component
final class Sending {
    private final CreationTable table;
    private final CommandSettings settings;
    private final Ids ids;
    private final Couriers couriers;
    private final Transactions transactions;
    private final CommandMeters meters;

    Sending(
            CreationTable table,
            CommandSettings settings,
            Ids ids,
            Couriers couriers,
            Transactions transactions,
            CommandMeters meters) {
        this.table = table;
        this.settings = settings;
        this.ids = ids;
        this.couriers = couriers;
        this.transactions = transactions;
        this.meters = meters;
    }

    /** What became of each, in their order. */
    Mono<List<Creation>> to(String userId, UUID source, List<UUID> cameras, Order order) {
        return Mono.defer(() -> {
            List<Wanted> wanted =
                    cameras.stream().map(camera -> wanted(ids.next(), camera)).toList();
            return make(userId, source, wanted, order);
        });
    }

    /** One under an id that is known before. */
    Mono<Creation> one(UUID id, String userId, UUID source, UUID camera, Order order) {
        return Mono.defer(() -> make(userId, source, List.of(wanted(id, camera)), order))
                .map(List::getFirst);
    }

    private Wanted wanted(UUID id, UUID camera) {
        return new Wanted(id, camera, couriers.reserve(camera));
    }

    private Mono<List<Creation>> make(String userId, UUID source, List<Wanted> wanted, Order order) {
        Handover handover = new Handover(couriers, wanted, Ticks.nanos());
        return table.create(userId, source, order, wanted, settings.perCamera())
                .doOnNext(meters::made)
                .flatMap(made -> transactions
                        .whenEnded(() -> handover.committed(made), handover::unknown)
                        .thenReturn(made))
                .doOnError(_ -> handover.unknown())
                .doOnCancel(handover::unknown);
    }
}
