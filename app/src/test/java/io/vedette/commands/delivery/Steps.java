package io.vedette.commands.delivery;

import io.vedette.platform.data.Transactions;
import io.vedette.platform.outbox.FactRows;
import io.vedette.testing.TestServer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What couriers do in the database of a server, each step by itself. */
public final class Steps {
    private final DeliveryTable table;
    private final Transactions transactions;
    private final FactRows facts;

    public Steps(TestServer server) {
        this.table = server.bean(DeliveryTable.class);
        this.transactions = server.bean(Transactions.class);
        this.facts = server.bean(FactRows.class);
    }

    /** All that a camera with a new socket is pushed, in order. */
    public Mono<List<UUID>> pushAll(UUID camera) {
        return pushed(table.claim(List.of(new Claim(camera, 1, Window.SIZE, 0, true))));
    }

    /** One that was not confirmed in time; nothing if that is no matter any more. */
    public Mono<List<UUID>> pushAgain(UUID command) {
        return pushed(table.again(List.of(command)));
    }

    public Mono<Void> mark(UUID command, boolean confirmed) {
        return transactions.single(table.mark(Map.of(command, confirmed))).flatMap(facts::announce);
    }

    private Mono<List<UUID>> pushed(Flux<Parcel> parcels) {
        return transactions
                .single(parcels.collectList())
                .map(all -> all.stream()
                        .sorted(Comparator.comparingLong(Parcel::number))
                        .map(Parcel::commandId)
                        .toList());
    }
}
