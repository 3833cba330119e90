package io.vedette.devices.presence;

import static io.vedette.devices.DeviceProblem.DEVICE_DISABLED;
import static io.vedette.platform.failure.CommonProblem.FORBIDDEN;
import static io.vedette.platform.failure.CommonProblem.NOT_FOUND;
import static io.vedette.platform.failure.CommonProblem.UNAUTHENTICATED;

import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.devices.Device;
import io.vedette.devices.PresenceReason;
import io.vedette.devices.presence.BeatsTable.Beaten;
import io.vedette.platform.data.Batch;
import io.vedette.platform.data.Transactions;
import io.vedette.platform.failure.FailureException;
import io.vedette.platform.operation.Caller;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes heartbeats, many with one statement; each is answered once it is stored. */
@Component
final class Heartbeats {
    /** So few that a cold server answers within the time of a request. */
    static final int BATCH = 500;

    /** Of the time that a heartbeat counts: four statements a second, and nobody waits for long. */
    private static final int PART = 360;

    private final BeatsTable table;
    private final Changes changes;
    private final Transactions transactions;
    private final Clock clock;
    private final Batch<Beat, Answer> batch;

    private sealed interface Answer {
        record Taken(Device device) implements Answer {}

        record Refused(FailureException because) implements Answer {}
    }

    Heartbeats(
            BeatsTable table,
            Changes changes,
            Transactions transactions,
            Clock clock,
            PresenceSettings settings,
            MeterRegistry meters) {
        this.table = table;
        this.changes = changes;
        this.transactions = transactions;
        this.clock = clock;
        this.batch = new Batch<>("heartbeats", BATCH, settings.timeout().dividedBy(PART), this::store, meters);
    }

    /** Presence stays with the socket it came by. */
    Mono<HeartbeatTaken> take(Caller.Device caller, Heartbeat said) {
        return take(new Beat(caller.id(), caller.tokenVersion(), false, said.metadata(), said.appVersion()));
    }

    Mono<HeartbeatTaken> take(Caller.Device caller, HeartbeatOf said) {
        return said.deviceId().equals(caller.id())
                ? take(new Beat(caller.id(), caller.tokenVersion(), true, said.metadata(), said.appVersion()))
                : table.isOf(caller.userId(), said.deviceId())
                        .flatMap(found -> Mono.error(
                                found
                                        ? FORBIDDEN.because("A device beats for itself only")
                                        : NOT_FOUND.because("No device %s", said.deviceId())));
    }

    private Mono<HeartbeatTaken> take(Beat beat) {
        return batch.of(beat).flatMap(answer -> switch (answer) {
            case Answer.Taken(Device device) -> Mono.just(new HeartbeatTaken(device, clock.instant()));
            case Answer.Refused(FailureException because) -> Mono.error(because);
        });
    }

    private Mono<Map<Beat, Answer>> store(List<Beat> beats) {
        Map<Beat.Key, Beat> folded = new LinkedHashMap<>();
        beats.forEach(beat -> folded.merge(beat.key(), beat, Beat::fold));
        return transactions
                .write(table.beat(folded.values()).collectList().flatMap(this::told))
                .flatMap(taken -> withRefused(folded.keySet(), taken))
                .map(answers -> beats.stream()
                        .distinct()
                        .collect(Collectors.toMap(beat -> beat, beat -> answers.get(beat.key()))));
    }

    private Mono<Map<Beat.Key, Answer>> told(List<Beaten> beaten) {
        return changes.told(beaten.stream().map(Beaten::change).toList(), PresenceReason.HEARTBEAT)
                .thenReturn(beaten.stream()
                        .collect(Collectors.toMap(Beaten::key, each -> new Answer.Taken(each.device()))));
    }

    private Mono<Map<Beat.Key, Answer>> withRefused(Set<Beat.Key> all, Map<Beat.Key, Answer> taken) {
        Map<Beat.Key, Answer> answers = new HashMap<>(taken);
        all.forEach(key -> answers.putIfAbsent(key, new Answer.Refused(UNAUTHENTICATED.because("No such token"))));
        List<Beat.Key> missing =
                all.stream().filter(key -> !taken.containsKey(key)).toList();
        return missing.isEmpty()
                ? Mono.just(answers)
                : table.states(missing)
                        .filter(state -> state.status() == Device.Status.DISABLED)
                        .doOnNext(state -> answers.computeIfPresent(
                                state.key(), (_, _) -> new Answer.Refused(DEVICE_DISABLED.because("Ask its owner"))))
                        .then(Mono.just(answers));
    }
}
