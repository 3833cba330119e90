package io.vedette.devices.link;

import static io.vedette.devices.DeviceRooms.linkedWith;

import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.devices.DeviceRooms;
import io.vedette.devices.LinkAdded;
import io.vedette.devices.LinkFact;
import io.vedette.devices.LinkRemoved;
import io.vedette.devices.link.LinkTable.Pair;
import io.vedette.platform.bus.Bus;
import io.vedette.platform.bus.CatchUp;
import io.vedette.platform.bus.Envelope;
import io.vedette.platform.bus.Latest;
import io.vedette.platform.data.Batch;
import io.vedette.platform.data.Lane;
import io.vedette.platform.operation.Caller;
import io.vedette.realtime.Room;
import io.vedette.realtime.Rooms;
import io.vedette.realtime.Socket;
import io.vedette.realtime.SocketWatcher;
import io.vedette.realtime.Sockets;
import io.vedette.realtime.engine.CloseCause;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps every device's sockets in the rooms of all that it is linked with. */
@Component
@Order(1)
final class LinkRooms implements SocketWatcher, CatchUp {
    private static final int DEVICES_PER_STATEMENT = 200;
    private static final int DEVICES_PER_LOOK = 1_000;
    private static final Duration BETWEEN = Duration.ofMillis(5);

    private final LinkTable links;
    private final Rooms rooms;
    private final Sockets sockets;
    private final Batch<UUID, Collection<UUID>> batch;
    private final Latest latest = new Latest();

    /** Of whom a fact was told while the database was asked for all links: it may know more. */
    private @Nullable Set<UUID> toldMeanwhile;

    /** Whom those that are just arriving are no longer linked with, though the look-up may still say so. */
    private final Map<Socket, Set<UUID>> partedWhileArriving = new ConcurrentHashMap<>();

    LinkRooms(LinkTable links, Rooms rooms, Sockets sockets, Bus bus, MeterRegistry meters) {
        this.links = links;
        this.rooms = rooms;
        this.sockets = sockets;
        this.batch = new Batch<>("links", DEVICES_PER_STATEMENT, BETWEEN, this::linkedWithEach, meters);
        bus.receive(LinkFact.class, "link-rooms", envelope -> Mono.fromRunnable(() -> follow(envelope)));
    }

    /** From here on facts find the socket; what they take away is not brought back by an older look-up. */
    @Override
    public Mono<Void> arriving(Socket socket) {
        if (!(socket.caller() instanceof Caller.Device device)) {
            return Mono.empty();
        }
        Set<UUID> parted = new HashSet<>();
        partedWhileArriving.put(socket, parted);
        return batch.of(device.id())
                .doOnNext(linked -> joinAll(socket, linked, parted))
                .doFinally(_ -> partedWhileArriving.remove(socket))
                .then();
    }

    @Override
    public void left(Socket socket, CloseCause cause) {
        partedWhileArriving.remove(socket);
    }

    @Override
    public Mono<Void> catchUp() {
        return Flux.fromIterable(List.copyOf(sockets.devices()))
                .buffer(DEVICES_PER_LOOK)
                .concatMap(devices -> Mono.fromRunnable(() -> listen(new HashSet<>()))
                        .then(Lane.jobs(linkedWithEach(devices)))
                        .doOnNext(linked -> devices.forEach(
                                device -> correct(device, Set.copyOf(linked.getOrDefault(device, List.of()))))))
                .then()
                .doFinally(_ -> listen(null));
    }

    private synchronized void listen(@Nullable Set<UUID> told) {
        toldMeanwhile = told;
    }

    private synchronized void correct(UUID device, Set<UUID> linked) {
        if (toldMeanwhile != null && toldMeanwhile.contains(device)) {
            return;
        }
        Set<Room> right = linked.stream().map(DeviceRooms::linkedWith).collect(Collectors.toSet());
        for (Socket socket : sockets.ofDevice(device)) {
            rooms.of(socket).stream()
                    .filter(room -> DeviceRooms.isOfLinked(room) && !right.contains(room))
                    .forEach(room -> rooms.leave(socket, room));
            right.forEach(room -> rooms.join(socket, room));
        }
    }

    private synchronized void follow(Envelope<LinkFact> envelope) {
        if (!latest.isNew(envelope)) {
            return;
        }
        UUID camera = envelope.fact().link().cameraDeviceId();
        UUID client = envelope.fact().link().clientDeviceId();
        if (toldMeanwhile != null) {
            toldMeanwhile.addAll(List.of(camera, client));
        }
        switch (envelope.fact()) {
            case LinkAdded _ -> {
                join(camera, client);
                join(client, camera);
            }
            case LinkRemoved _ -> {
                leave(camera, client);
                leave(client, camera);
            }
        }
    }

    private void joinAll(Socket socket, Collection<UUID> linked, Set<UUID> parted) {
        synchronized (parted) {
            linked.stream().filter(id -> !parted.contains(id)).forEach(id -> rooms.join(socket, linkedWith(id)));
        }
    }

    private void join(UUID device, UUID other) {
        for (Socket socket : sockets.ofDevice(device)) {
            locked(socket, parted -> {
                parted.remove(other);
                rooms.join(socket, linkedWith(other));
            });
        }
    }

    private void leave(UUID device, UUID other) {
        for (Socket socket : sockets.ofDevice(device)) {
            locked(socket, parted -> {
                parted.add(other);
                rooms.leave(socket, linkedWith(other));
            });
        }
    }

    private void locked(Socket socket, Consumer<Set<UUID>> change) {
        Set<UUID> parted = partedWhileArriving.getOrDefault(socket, new HashSet<>());
        synchronized (parted) {
            change.accept(parted);
        }
    }

    private Mono<Map<UUID, Collection<UUID>>> linkedWithEach(List<UUID> devices) {
        return links.linkedWith(devices).collectMultimap(Pair::device, Pair::other);
    }
}
