package io.vedette.devices.presence;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.devices.PresenceReason;
import io.vedette.devices.presence.Attendee.Due;
import io.vedette.devices.presence.PresenceTable.Gone;
import io.vedette.devices.presence.PresenceTable.Here;
import io.vedette.devices.presence.PresenceTable.Locked;
import io.vedette.platform.data.Lane;
import io.vedette.platform.data.Transactions;
import io.vedette.platform.ops.Rounds;
import io.vedette.platform.ops.Ticks;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Writes down who came, who went and who said something: many at once, and nothing while nothing happens. */
@Component
final class PresenceRounds extends Rounds {
    static final int BATCH = 1_000;

    private static final Duration BETWEEN_WRITES = Duration.ofMillis(200);
    /** So many at once are not the last: the more they are, the more share a write. */
    private static final int MANY = 20;

    private static final Duration BETWEEN_MANY = Duration.ofSeconds(2);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);
    private static final Duration LONGEST_REST = Duration.ofMinutes(1);

    private final Attendance attendance;
    private final Membership membership;
    private final PresenceTable table;
    private final Changes changes;
    private final Transactions transactions;
    private final DistributionSummary sizes;
    private final Counter failures;
    private long notBefore = Ticks.nanos();
    private long lookedAt = Ticks.nanos() - BETWEEN_LOOKS.toNanos();
    private Locked locked = Locked.AWAIT;

    PresenceRounds(
            Attendance attendance,
            Membership membership,
            PresenceTable table,
            Changes changes,
            Transactions transactions,
            MeterRegistry meters) {
        super(AFTER_FAILURE);
        this.attendance = attendance;
        this.membership = membership;
        this.table = table;
        this.changes = changes;
        this.transactions = transactions;
        this.sizes = meters.summary("vedette.presence.write.size");
        this.failures = meters.counter("vedette.presence.write.failures");
        attendance.onChange(this::wake);
    }

    /** After the sockets, and before what this node's rows need. */
    @Override
    public int getPhase() {
        return Membership.PHASE + 1;
    }

    @Override
    protected Mono<Duration> round() {
        Duration wait = Duration.ofNanos(Math.max(0, notBefore - Ticks.nanos()));
        return Mono.delay(wait).then(Mono.defer(this::look));
    }

    private Mono<Duration> look() {
        long now = Ticks.nanos();
        boolean all = now - lookedAt >= BETWEEN_LOOKS.toNanos();
        List<Due> due = attendance.due(now, all);
        boolean storm = !all && due.size() >= MANY;
        notBefore = now + (storm ? BETWEEN_MANY : BETWEEN_WRITES).toNanos();
        return write(due)
                .doOnSuccess(_ -> lookedAt = all ? now : lookedAt)
                .doOnError(_ -> failed())
                .then(Mono.fromSupplier(this::rest));
    }

    /**
     * Nothing is lost by it: what was to be written still is, and whoever comes meanwhile does not hurry it. One row that
     * somebody holds on to must not keep all others waiting.
     */
    private void failed() {
        failures.increment();
        notBefore = Ticks.nanos() + AFTER_FAILURE.toNanos();
        locked = Locked.LEAVE_OUT;
    }

    private Duration rest() {
        if (locked == Locked.LEAVE_OUT) {
            locked = Locked.AWAIT;
            return AFTER_FAILURE;
        }
        if (attendance.isEmpty()) {
            return LONGEST_REST;
        }
        long untilLook = Math.max(0, lookedAt + BETWEEN_LOOKS.toNanos() - Ticks.nanos());
        return attendance.untilNext(Duration.ofNanos(untilLook));
    }

    private Mono<Void> write(List<Due> due) {
        List<Due> here = due.stream().filter(each -> !each.gone()).toList();
        List<Due> gone = due.stream().filter(Due::gone).toList();
        return inBatches(here, this::come).then(inBatches(gone, this::go));
    }

    private Mono<Void> inBatches(List<Due> due, Function<List<Due>, Mono<Void>> write) {
        return Flux.fromIterable(due)
                .buffer(BATCH)
                .doOnNext(batch -> sizes.record(batch.size()))
                .concatMap(write)
                .then();
    }

    private Mono<Void> come(List<Due> due) {
        List<Here> here = due.stream()
                .map(each -> new Here(each.deviceId(), each.tokenVersion(), silentFor(each)))
                .toList();
        Locked how = locked;
        return writing(table.come(membership.node(), here, how), _ -> PresenceReason.CONNECTED)
                .doOnNext(found -> judged(due, found, how)
                        .forEach(each -> each.whom().written(each, found.contains(each.deviceId()))))
                .then();
    }

    private Mono<Void> go(List<Due> due) {
        List<Gone> gone = due.stream()
                .map(each -> new Gone(each.deviceId(), silentFor(each)))
                .toList();
        Map<UUID, PresenceReason> reasons = due.stream().collect(Collectors.toMap(Due::deviceId, Due::reason));
        Locked how = locked;
        return writing(
                        table.go(membership.node(), gone, how),
                        id -> reasons.getOrDefault(id, PresenceReason.CLIENT_CLOSED))
                .doOnNext(found -> judged(due, found, how).forEach(attendance::forget))
                .then();
    }

    /** Of a row that was left out nobody knows anything. */
    private static List<Due> judged(List<Due> due, Set<UUID> found, Locked how) {
        return how == Locked.AWAIT
                ? due
                : due.stream().filter(each -> found.contains(each.deviceId())).toList();
    }

    /** @return the devices that were found */
    private Mono<Set<UUID>> writing(Mono<List<Change>> write, Function<UUID, PresenceReason> reasons) {
        return Lane.jobs(transactions.write(
                        write.flatMap(done -> changes.told(done, reasons).thenReturn(done))))
                .map(done -> done.stream().map(Change::deviceId).collect(Collectors.toSet()));
    }

    private static double silentFor(Due due) {
        return (Ticks.nanos() - due.heardAt()) / 1e9;
    }

    /** The sockets have gone by now; who was heard last, and when, is not forgotten with them. */
    @Override
    protected Mono<Void> leftOver() {
        return Mono.defer(() -> write(attendance.due(Ticks.nanos(), true))).onErrorComplete();
    }
}
