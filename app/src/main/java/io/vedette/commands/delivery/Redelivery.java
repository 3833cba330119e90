package io.vedette.commands.delivery;

import static java.util.stream.Collectors.toMap;

import io.vedette.commands.CommandSettings;
import io.vedette.platform.data.Lane;
import io.vedette.platform.data.Transactions;
import io.vedette.platform.ops.Rounds;
import io.vedette.platform.ops.Ticks;
import io.vedette.realtime.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Looks after the couriers that have something out, and has pushed again what was not confirmed in time. */
@Component
final class Redelivery extends Rounds {
    /** With a window of 16 at most 1,600 commands. */
    private static final int COURIERS_PER_STATEMENT = 100;

    private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(5);
    private static final Duration LONGEST_REST = Duration.ofSeconds(1);
    private static final Duration SHORTEST_REST = Duration.ofMillis(10);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final int LOOKS = 10;

    private final DeliveryTable table;
    private final Transactions transactions;
    private final Duration retryAfter;
    private final Set<Courier<Socket>> watched = ConcurrentHashMap.newKeySet();

    private record Work(Courier<Socket> courier, Due due) {}

    Redelivery(DeliveryTable table, Transactions transactions, CommandSettings settings) {
        super(AFTER_FAILURE);
        this.table = table;
        this.transactions = transactions;
        this.retryAfter = settings.retryAfter();
    }

    void watch(Courier<Socket> courier) {
        watched.add(courier);
    }

    /** Twice as long each time. */
    Duration patience(int tries) {
        Duration longest = retryAfter.compareTo(LONGEST_PATIENCE) > 0 ? retryAfter : LONGEST_PATIENCE;
        Duration patience = retryAfter;
        for (int doubled = 1; doubled < tries && patience.compareTo(longest) < 0; doubled++) {
            patience = patience.multipliedBy(2);
        }
        return patience.compareTo(longest) < 0 ? patience : longest;
    }

    @Override
    protected Mono<Duration> round() {
        return Flux.fromStream(() -> watched.stream().map(this::look).filter(Objects::nonNull))
                .buffer(COURIERS_PER_STATEMENT)
                .concatMap(this::again)
                .then(Mono.just(rest()));
    }

    private Duration rest() {
        Duration rest = retryAfter.dividedBy(LOOKS);
        return rest.compareTo(LONGEST_REST) > 0
                ? LONGEST_REST
                : rest.compareTo(SHORTEST_REST) < 0 ? SHORTEST_REST : rest;
    }

    private @Nullable Work look(Courier<Socket> courier) {
        // In this order: what it gets out meanwhile makes it watched again.
        watched.remove(courier);
        Due due = courier.due(Ticks.nanos());
        if (courier.isToWatch()) {
            watched.add(courier);
        }
        courier.work();
        return due == null ? null : new Work(courier, due);
    }

    private Mono<Void> again(List<Work> all) {
        List<UUID> ids =
                all.stream().flatMap(work -> work.due().commandIds().stream()).toList();
        return Lane.jobs(transactions.single(table.again(ids).collectList()))
                .doOnNext(parcels ->
                        pushAgain(all, parcels.stream().collect(toMap(Parcel::commandId, Function.identity()))))
                .doOnError(_ -> all.forEach(work -> work.courier().notAgain(work.due(), AFTER_FAILURE)))
                .then();
    }

    private static void pushAgain(List<Work> all, Map<UUID, Parcel> counted) {
        all.forEach(work -> {
            work.courier().again(work.due(), counted);
            work.courier().work();
        });
    }
}
