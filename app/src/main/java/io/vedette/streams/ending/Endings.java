package io.vedette.streams.ending;

import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.commands.Orders;
import io.vedette.platform.data.Lane;
import io.vedette.platform.data.Transactions;
import io.vedette.platform.outbox.Outbox;
import io.vedette.streams.MediaExits;
import io.vedette.streams.StreamEnded;
import io.vedette.streams.StreamSession;
import io.vedette.streams.StreamSession.Status;
import io.vedette.streams.ending.EndingTable.Ended;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Ends sessions, tells everyone concerned, and takes back what cameras were still to start; all in one transaction. */
@Component
public final class Endings {
    private final EndingTable table;
    private final Orders orders;
    private final Transactions transactions;
    private final Outbox outbox;
    private final MediaExits exits;
    private final MeterRegistry meters;

    Endings(
            EndingTable table,
            Orders orders,
            Transactions transactions,
            Outbox outbox,
            MediaExits exits,
            MeterRegistry meters) {
        this.table = table;
        this.orders = orders;
        this.transactions = transactions;
        this.outbox = outbox;
        this.exits = exits;
        this.meters = meters;
    }

    public Mono<Integer> one(UUID id, Cause cause) {
        return all(table.one(id, cause));
    }

    /** Only if it goes on: one that still awaits its camera has no room yet. */
    Mono<Integer> streaming(UUID id, Cause cause) {
        return all(table.streaming(id, cause));
    }

    Mono<Integer> requestedBy(UUID command, Cause cause) {
        return all(table.requestedBy(command, cause));
    }

    Mono<Integer> overLink(UUID camera, UUID client, Cause cause) {
        return all(table.overLink(camera, client, cause));
    }

    Mono<Integer> ofDevice(UUID device, Cause cause) {
        return all(table.ofDevice(device, cause));
    }

    Mono<Boolean> isAnyDue(Duration away) {
        return Lane.jobs(table.isAnyDue(away));
    }

    Mono<Integer> late(int most) {
        return Lane.jobs(all(table.late(most)));
    }

    Mono<Integer> lost(Duration away, int most) {
        return Lane.jobs(all(table.lost(away, most)));
    }

    private Mono<Integer> all(Mono<List<Ended>> ending) {
        return transactions.write(ending.flatMap(ended -> takeBack(ended)
                .then(outbox.addAll(ended.stream().map(Endings::fact).toList()))
                .then(transactions.afterCommit(() -> ended.forEach(this::hasEnded)))
                .thenReturn(ended.size())));
    }

    private Mono<Void> takeBack(List<Ended> ended) {
        return Flux.fromIterable(ended)
                .filter(each -> each.was() == Status.REQUESTED)
                .concatMap(each -> orders.takeBack(each.command(), each.userId()))
                .then();
    }

    private void hasEnded(Ended ended) {
        count(ended.session());
        exits.ended(ended.session().id());
    }

    private void count(StreamSession session) {
        String reason = Objects.requireNonNull(session.endReason()).code();
        meters.counter("vedette.stream.ended", "reason", reason).increment();
    }

    private static StreamEnded fact(Ended ended) {
        StreamSession session = ended.session();
        List<UUID> receivers = Stream.concat(
                        Stream.of(session.cameraDeviceId(), session.requesterDeviceId()), ended.viewers().stream())
                .toList();
        return new StreamEnded(ended.userId(), session, receivers);
    }
}
