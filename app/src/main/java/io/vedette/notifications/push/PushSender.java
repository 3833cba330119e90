package io.vedette.notifications.push;

import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.notifications.push.PushTable.Taken;
import io.vedette.platform.ops.Errands;
import io.vedette.platform.ops.Rounds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Sends what waits, so many at once; what this node wants itself wakes it, the rest it finds by looking. */
@Component
final class PushSender extends Rounds {
    /** Also when something is due and another node is just taking it. */
    private static final Duration SHORTEST_REST = Duration.ofMillis(20);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final PushTable table;
    private final AddressBook addresses;
    private final PushDelivery delivery;
    private final PushServices services;
    private final PushPace pace;
    private final Errands errands;
    private final AtomicInteger underWay = new AtomicInteger();

    PushSender(
            PushTable table,
            AddressBook addresses,
            PushDelivery delivery,
            PushServices services,
            PushPace pace,
            MeterRegistry meters) {
        super(pace.period());
        this.table = table;
        this.addresses = addresses;
        this.delivery = delivery;
        this.services = services;
        this.pace = pace;
        this.errands = new Errands("push messages", meters);
    }

    /** Waits for none of them: a service that hangs holds up as many as it was given, and no others. */
    @Override
    protected Mono<Duration> round() {
        int free = pace.atOnce() - underWay.get();
        // Whoever ends makes the next round.
        return !services.areOn() || free <= 0
                ? Mono.just(pace.period())
                : table.untilNext().flatMap(rest -> next(rest, free)).defaultIfEmpty(pace.period());
    }

    private Mono<Duration> next(Duration rest, int free) {
        return rest.isPositive()
                ? Mono.just(rest.compareTo(pace.period()) < 0 ? rest : pace.period())
                : table.take(free, pace.lease()).flatMap(this::begin).thenReturn(SHORTEST_REST);
    }

    @Override
    protected Mono<Void> leftOver() {
        return Flux.interval(Duration.ZERO, BETWEEN_LOOKS)
                .takeWhile(_ -> underWay.get() > 0)
                .then();
    }

    private Mono<Void> begin(List<Taken> taken) {
        return addresses
                .find(taken.stream().map(Taken::deviceId).distinct().toList())
                .doOnNext(found -> taken.forEach(message -> begin(message, found)))
                .then();
    }

    private void begin(Taken message, Map<UUID, Address> found) {
        underWay.incrementAndGet();
        errands.begin(delivery.of(message, found.get(message.deviceId())).doFinally(_ -> {
            underWay.decrementAndGet();
            wake();
        }));
    }
}
