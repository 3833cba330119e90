package io.vedette.devices.registry;

import static io.vedette.platform.failure.CommonProblem.NOT_FOUND;

import io.vedette.devices.Dependents;
import io.vedette.devices.Device;
import io.vedette.devices.DeviceEnd;
import io.vedette.devices.DeviceRemoved;
import io.vedette.devices.DeviceTokenRevoked;
import io.vedette.devices.PresenceReason;
import io.vedette.devices.link.LinkService;
import io.vedette.devices.presence.PresenceEnding;
import io.vedette.devices.token.DeviceTokens;
import io.vedette.platform.data.Transactions;
import io.vedette.platform.operation.Caller;
import io.vedette.platform.outbox.Outbox;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What ends a device's token: a new one, none, or the end of the device. */
@Component
final class TokenService {
    private final DeviceTable devices;
    private final DeviceTokens tokens;
    private final LinkService links;
    private final PresenceEnding presence;
    private final Dependents dependents;
    private final Transactions transactions;
    private final Outbox outbox;
    private final Changed changed;

    TokenService(
            DeviceTable devices,
            DeviceTokens tokens,
            LinkService links,
            PresenceEnding presence,
            Dependents dependents,
            Transactions transactions,
            Outbox outbox,
            Changed changed) {
        this.devices = devices;
        this.tokens = tokens;
        this.links = links;
        this.presence = presence;
        this.dependents = dependents;
        this.transactions = transactions;
        this.outbox = outbox;
        this.changed = changed;
    }

    String sign(UUID deviceId, int version) {
        return tokens.sign(deviceId, version);
    }

    Mono<NewToken> renew(Caller.User owner, UUID id) {
        return end(owner, id).map(version -> new NewToken(sign(id, version), version));
    }

    /** Nobody has a token of the version that holds from now on. */
    Mono<Void> revoke(Caller.User owner, UUID id) {
        return end(owner, id).then();
    }

    Mono<Void> remove(Caller.User owner, UUID id) {
        return transactions.write(locked(owner, id)
                .flatMap(device -> links.removeAllOf(device)
                        .collectList()
                        .flatMap(linked -> presence.endForGood(id, PresenceReason.REMOVED, linked))
                        .then(dependents.deviceEnds(id, DeviceEnd.REMOVED))
                        .then(outbox.add(new DeviceRemoved(id, owner.id())))
                        .then(devices.delete(id))
                        .then(changed.afterCommit(id))));
    }

    private Mono<Integer> end(Caller.User owner, UUID id) {
        return transactions.write(locked(owner, id)
                .flatMap(device -> devices.nextTokenVersion(id))
                .flatMap(version -> presence.endNow(id, PresenceReason.REVOKED)
                        .then(outbox.add(new DeviceTokenRevoked(id, owner.id())))
                        .then(changed.afterCommit(id))
                        .thenReturn(version)));
    }

    private Mono<Device> locked(Caller.User owner, UUID id) {
        return devices.lock(owner.id(), id)
                .switchIfEmpty(Mono.error(() -> NOT_FOUND.because("There is no device %s", id)));
    }
}
