package io.vedette.devices.presence;

import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.devices.PresenceChanged;
import io.vedette.devices.PresenceReason;
import io.vedette.platform.data.Transactions;
import io.vedette.platform.outbox.Outbox;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Puts the devices that really came or went into the outbox, in the transaction in which they did. */
@Component
final class Changes {
    private final Outbox outbox;
    private final Transactions transactions;
    private final MeterRegistry meters;

    Changes(Outbox outbox, Transactions transactions, MeterRegistry meters) {
        this.outbox = outbox;
        this.transactions = transactions;
        this.meters = meters;
    }

    Mono<Void> told(List<Change> changes, PresenceReason reason) {
        return told(changes, _ -> reason);
    }

    Mono<Void> told(List<Change> changes, Function<UUID, PresenceReason> reasons) {
        return told(changes.stream()
                .filter(Change::isToTell)
                .map(change -> change.because(reasons.apply(change.deviceId()), null))
                .toList());
    }

    Mono<Void> told(List<PresenceChanged> facts) {
        return facts.isEmpty()
                ? Mono.empty()
                : outbox.addAll(facts).then(transactions.afterCommit(() -> facts.forEach(this::count)));
    }

    private void count(PresenceChanged fact) {
        meters.counter("vedette.presence.changes", "reason", fact.reason().code())
                .increment();
    }
}
