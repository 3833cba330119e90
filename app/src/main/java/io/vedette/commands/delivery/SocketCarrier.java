package io.vedette.commands.delivery;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.platform.data.Batch;
import io.vedette.platform.data.Lane;
import io.vedette.platform.data.Transactions;
import io.vedette.platform.ops.Checkpoints;
import io.vedette.platform.ops.Errands;
import io.vedette.platform.ops.Ticks;
import io.vedette.realtime.Socket;
import io.vedette.realtime.Terms;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** Takes couriers' claims to the database, many with one statement, and their pushes to sockets. */
@Component
final class SocketCarrier implements Carrier<Socket> {
    static final String AFTER_CLAIM = "command: after claim, before push";
    static final String AFTER_PUSH = "command: after push, before sent is stored";

    private static final int CAMERAS_PER_STATEMENT = 200;
    private static final Duration BETWEEN = Duration.ofMillis(5);
    /** When many come, most of them for nothing. */
    private static final Duration BETWEEN_COMINGS = Duration.ofMillis(100);

    private static final Duration REST = Duration.ofSeconds(1);
    /** Long before that it is pushed again, and the answer to that is awaited. */
    private static final Duration LONGEST_PATIENCE = Duration.ofHours(1);

    private final DeliveryTable table;
    private final Transactions transactions;
    private final Redelivery redelivery;
    private final Marks marks;
    private final Checkpoints checkpoints;
    private final DeliveryMeters meters;
    private final Batch<Claim, List<Parcel>> comings;
    private final Batch<Claim, List<Parcel>> claims;
    private final Errands errands;

    SocketCarrier(
            DeliveryTable table,
            Transactions transactions,
            Redelivery redelivery,
            Marks marks,
            Checkpoints checkpoints,
            DeliveryMeters meters,
            MeterRegistry registry) {
        this.table = table;
        this.transactions = transactions;
        this.redelivery = redelivery;
        this.marks = marks;
        this.checkpoints = checkpoints;
        this.meters = meters;
        this.comings = new Batch<>("command-comings", CAMERAS_PER_STATEMENT, BETWEEN_COMINGS, this::claim, registry);
        this.claims = new Batch<>("command-claims", CAMERAS_PER_STATEMENT, BETWEEN, this::claim, registry);
        this.errands = new Errands("commands", registry);
    }

    @Override
    public void claim(Courier<Socket> courier, Claim claim) {
        var _ = errands.begin((claim.isFirst() ? comings : claims)
                .of(claim)
                .defaultIfEmpty(List.of())
                .doOnNext(parcels -> claimed(courier, claim, parcels))
                .onErrorResume(_ -> Mono.fromRunnable(() -> failed(courier))));
    }

    private void claimed(Courier<Socket> courier, Claim claim, List<Parcel> parcels) {
        if (!parcels.isEmpty()) {
            checkpoints.reach(AFTER_CLAIM);
        }
        courier.claimed(claim, parcels);
        courier.work();
    }

    private static void failed(Courier<Socket> courier) {
        courier.failed(REST);
        courier.work();
    }

    /** Of two eras of one camera only the newer one's claim counts. */
    private Mono<Map<Claim, List<Parcel>>> claim(List<Claim> asked) {
        Map<UUID, Claim> newest = asked.stream()
                .collect(toMap(
                        Claim::cameraId, Function.identity(), (one, other) -> one.era() > other.era() ? one : other));
        return Lane.jobs(transactions.single(table.claim(newest.values()).collectList()))
                .map(parcels -> parcels.stream()
                        .sorted(Comparator.comparingLong(Parcel::number))
                        .collect(groupingBy(Parcel::cameraId)))
                .map(byCamera -> newest.values().stream()
                        .collect(toMap(
                                Function.identity(), claim -> byCamera.getOrDefault(claim.cameraId(), List.of()))));
    }

    @Override
    public Disposable push(Courier<Socket> courier, Courier.Push<Socket> push) {
        Parcel parcel = push.parcel();
        redelivery.watch(courier);
        meters.pushed(parcel, now());
        Terms terms = new Terms(LONGEST_PATIENCE, parcel.deadline(), () -> written(courier, push));
        return errands.begin(push.line()
                .ask(DeliveryApi.RECEIVED, CommandReceived.of(parcel), terms)
                .doOnNext(_ -> confirmed(courier, push))
                .doOnError(_ -> courier.lost(push))
                .onErrorResume(TimeoutException.class, _ -> Mono.empty()));
    }

    private void written(Courier<Socket> courier, Courier.Push<Socket> push) {
        checkpoints.reach(AFTER_PUSH);
        courier.written(push);
        marks.sent(push.parcel().commandId());
    }

    private void confirmed(Courier<Socket> courier, Courier.Push<Socket> push) {
        Long since = courier.confirmed(push);
        if (since != null) {
            meters.confirmed(Duration.ofNanos(now() - since));
            marks.confirmed(push.parcel().commandId());
        }
        courier.work();
    }

    @Override
    public void watch(Courier<Socket> courier) {
        redelivery.watch(courier);
    }

    @Override
    public long now() {
        return Ticks.nanos();
    }

    @Override
    public Duration patience(int tries) {
        return redelivery.patience(tries);
    }
}
