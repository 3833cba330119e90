package io.vedette.devices.link;

import static io.vedette.devices.DeviceProblem.QUOTA_EXCEEDED;
import static io.vedette.devices.DeviceProblem.WRONG_DEVICE_ROLE;
import static io.vedette.platform.failure.CommonProblem.NOT_FOUND;

import io.vedette.devices.Dependents;
import io.vedette.devices.Device;
import io.vedette.devices.Device.Role;
import io.vedette.devices.DeviceLink;
import io.vedette.devices.DeviceSettings;
import io.vedette.devices.LinkAdded;
import io.vedette.devices.LinkRemoved;
import io.vedette.platform.data.Transactions;
import io.vedette.platform.operation.Caller;
import io.vedette.platform.operation.Cursor;
import io.vedette.platform.operation.Made;
import io.vedette.platform.operation.Page;
import io.vedette.platform.operation.PageRequest;
import io.vedette.platform.ops.Ids;
import io.vedette.platform.outbox.Outbox;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Makes links and takes them away. */
@Component
public final class LinkService {
    private final LinkTable links;
    private final Dependents dependents;
    private final DeviceSettings settings;
    private final Transactions transactions;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    LinkService(
            LinkTable links,
            Dependents dependents,
            DeviceSettings settings,
            Transactions transactions,
            Outbox outbox,
            Ids ids,
            Clock clock) {
        this.links = links;
        this.dependents = dependents;
        this.settings = settings;
        this.transactions = transactions;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    Mono<Made<DeviceLink>> make(Caller.User owner, MakeLink wanted) {
        return transactions.write(links.count(owner.id())
                .flatMap(present -> links.roles(owner.id(), wanted.cameraDeviceId(), wanted.clientDeviceId())
                        .doOnNext(roles -> check(roles, wanted))
                        .then(links.between(wanted.cameraDeviceId(), wanted.clientDeviceId()))
                        .<Made<DeviceLink>>map(Made.AlreadyThere::new)
                        .switchIfEmpty(Mono.defer(() -> add(owner, wanted, present)))));
    }

    Mono<Page<DeviceLink>> list(Caller.User owner, ListLinks wanted, PageRequest page) {
        return links.list(owner.id(), wanted, page)
                .collectList()
                .map(read -> Page.of(read, page, link -> Cursor.after(link.createdAt(), link.id())));
    }

    Mono<Void> remove(Caller.User owner, UUID id) {
        return transactions.write(links.delete(owner.id(), id)
                .switchIfEmpty(Mono.error(() -> NOT_FOUND.because("There is no link %s", id)))
                .flatMap(link -> dependents.linkEnds(link).then(outbox.add(new LinkRemoved(owner.id(), link)))));
    }

    public Mono<Boolean> has(UUID deviceId) {
        return links.has(deviceId);
    }

    /** In the transaction that removes the device; gives those that it was linked with. */
    public Flux<UUID> removeAllOf(Device device) {
        return links.deleteAllOf(device.id())
                .collectList()
                .flatMapMany(gone -> outbox.addAll(gone.stream()
                                .map(link -> new LinkRemoved(device.userId(), link))
                                .toList())
                        .thenMany(Flux.fromIterable(gone)))
                .map(link -> link.cameraDeviceId().equals(device.id()) ? link.clientDeviceId() : link.cameraDeviceId());
    }

    private static void check(Map<UUID, Role> roles, MakeLink wanted) {
        Role camera = roles.get(wanted.cameraDeviceId());
        Role client = roles.get(wanted.clientDeviceId());
        if (camera == null || client == null) {
            throw NOT_FOUND.because(
                    "There is no device %s", camera == null ? wanted.cameraDeviceId() : wanted.clientDeviceId());
        }
        if (camera != Role.CAMERA || client != Role.CLIENT) {
            throw WRONG_DEVICE_ROLE.because("A link is from a camera to a client");
        }
    }

    private Mono<Made<DeviceLink>> add(Caller.User owner, MakeLink wanted, long present) {
        if (present >= settings.linksPerUser()) {
            throw QUOTA_EXCEEDED.because("A user has %d links at most", settings.linksPerUser());
        }
        DeviceLink link = new DeviceLink(ids.next(), wanted.cameraDeviceId(), wanted.clientDeviceId(), clock.instant());
        return links.insert(owner.id(), link)
                .then(outbox.add(new LinkAdded(owner.id(), link)))
                .thenReturn(new Made.Created<>(link));
    }
}
