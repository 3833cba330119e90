package io.vedette.devices.presence;

import io.vedette.devices.PresenceReason;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Ends the presence of a device at once, in the transaction of what ends it: there is no grace for that. */
@Component
public final class PresenceEnding {
    private final PresenceTable table;
    private final Changes changes;

    PresenceEnding(PresenceTable table, Changes changes) {
        this.table = table;
        this.changes = changes;
    }

    public Mono<Void> endNow(UUID deviceId, PresenceReason reason) {
        return end(deviceId, reason, null);
    }

    /** Before the device's row is deleted; those are told who were linked with it until then. */
    public Mono<Void> endForGood(UUID deviceId, PresenceReason reason, List<UUID> linked) {
        return end(deviceId, reason, List.copyOf(linked));
    }

    private Mono<Void> end(UUID deviceId, PresenceReason reason, @Nullable List<UUID> receivers) {
        return table.end(deviceId)
                .map(change -> Stream.of(change)
                        .filter(Change::isToTell)
                        .map(told -> told.because(reason, receivers))
                        .toList())
                .flatMap(changes::told);
    }
}
