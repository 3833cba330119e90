package io.vedette.devices.registry;

import static io.vedette.devices.DeviceProblem.DEVICE_HAS_LINKS;
import static io.vedette.devices.DeviceProblem.QUOTA_EXCEEDED;
import static io.vedette.platform.failure.CommonProblem.NOT_FOUND;

import io.vedette.devices.Dependents;
import io.vedette.devices.Device;
import io.vedette.devices.Device.Presence;
import io.vedette.devices.Device.Status;
import io.vedette.devices.DeviceDisabled;
import io.vedette.devices.DeviceEnabled;
import io.vedette.devices.DeviceEnd;
import io.vedette.devices.DeviceRoleChanged;
import io.vedette.devices.DeviceSettings;
import io.vedette.devices.PresenceReason;
import io.vedette.devices.link.LinkService;
import io.vedette.devices.presence.PresenceEnding;
import io.vedette.platform.data.Transactions;
import io.vedette.platform.operation.Caller;
import io.vedette.platform.operation.Cursor;
import io.vedette.platform.operation.Page;
import io.vedette.platform.operation.PageRequest;
import io.vedette.platform.ops.Ids;
import io.vedette.platform.outbox.Outbox;
import io.vedette.realtime.Passes;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Registers, changes and lists devices. */
@Component
final class DeviceService {
    static final int FIRST_TOKEN = 1;

    private final DeviceTable devices;
    private final LinkService links;
    private final PresenceEnding presence;
    private final Dependents dependents;
    private final Passes passes;
    private final DeviceSettings settings;
    private final Transactions transactions;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;
    private final JsonMapper json;
    private final Changed changed;

    DeviceService(
            DeviceTable devices,
            LinkService links,
            PresenceEnding presence,
            Dependents dependents,
            Passes passes,
            DeviceSettings settings,
            Transactions transactions,
            Outbox outbox,
            Ids ids,
            Clock clock,
            JsonMapper json,
            Changed changed) {
        this.devices = devices;
        this.links = links;
        this.presence = presence;
        this.dependents = dependents;
        this.passes = passes;
        this.settings = settings;
        this.transactions = transactions;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
        this.json = json;
        this.changed = changed;
    }

    Mono<Device> register(Caller.User owner, RegisterDevice wanted) {
        Instant now = clock.instant();
        Device device = new Device(
                ids.next(),
                owner.id(),
                wanted.name(),
                wanted.role(),
                Status.ACTIVE,
                Presence.OFFLINE,
                null,
                wanted.platform(),
                wanted.appVersion(),
                Objects.requireNonNullElseGet(wanted.metadata(), json::createObjectNode),
                now,
                now);
        return transactions.write(devices.count(owner.id())
                .filter(present -> present < settings.devicesPerUser())
                .switchIfEmpty(Mono.error(
                        () -> QUOTA_EXCEEDED.because("A user has %d devices at most", settings.devicesPerUser())))
                .then(devices.insert(device, wanted.pushToken(), FIRST_TOKEN)));
    }

    Mono<Device> find(Caller.User owner, UUID id) {
        return devices.find(owner.id(), id).switchIfEmpty(notFound(id));
    }

    Mono<Page<Device>> list(Caller.User owner, ListDevices wanted, PageRequest page) {
        return devices.list(owner.id(), wanted, page)
                .collectList()
                .map(read -> Page.of(read, page, device -> Cursor.after(device.createdAt(), device.id())));
    }

    Mono<Device> patch(Caller.User owner, PatchDevice patch) {
        return transactions.write(devices.lock(owner.id(), patch.deviceId())
                .switchIfEmpty(notFound(patch.deviceId()))
                .flatMap(before -> roleMayChange(before, patch)
                        .then(endIfDisabled(before, patch))
                        .then(devices.update(patch, clock.instant()))
                        .flatMap(after -> tell(before, after).thenReturn(after))));
    }

    private Mono<Void> roleMayChange(Device before, PatchDevice patch) {
        return patch.role() == null || patch.role() == before.role()
                ? Mono.empty()
                : links.has(before.id())
                        .filter(linked -> !linked)
                        .switchIfEmpty(Mono.error(() -> DEVICE_HAS_LINKS.because("Remove its links first")))
                        .then();
    }

    /** Its token will work again, so its passes end before anybody can have enabled it. */
    private Mono<Void> endIfDisabled(Device before, PatchDevice patch) {
        return patch.status() == Status.DISABLED && before.status() == Status.ACTIVE
                ? presence.endNow(before.id(), PresenceReason.DISABLED)
                        .then(dependents.deviceEnds(before.id(), DeviceEnd.DISABLED))
                        .then(passes.end(before.userId(), before.id()))
                : Mono.empty();
    }

    private Mono<Void> tell(Device before, Device after) {
        Mono<Void> role = before.role() == after.role()
                ? Mono.empty()
                : outbox.add(new DeviceRoleChanged(after.id(), after.userId()));
        Mono<Void> status = before.status() == after.status()
                ? Mono.empty()
                : outbox.add(
                        after.status() == Status.DISABLED
                                ? new DeviceDisabled(after.id(), after.userId())
                                : new DeviceEnabled(after.id(), after.userId()));
        return role.then(status).then(changed.afterCommit(after.id()));
    }

    private static <T> Mono<T> notFound(UUID id) {
        return Mono.error(() -> NOT_FOUND.because("There is no device %s", id));
    }
}
