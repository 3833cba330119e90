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
    private static final Duration BETWEEN = Duration.ofMillis(25);

    private final LinkTable links;
    private final Rooms rooms;
    private final Sockets sockets;
    private final Batch<UUID, Collection<Pair>> batch;
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
                        .doOnNext(linked ->
                                devices.forEach(device -> correct(device, linked.getOrDefault(device, List.of())))))
                .then()
                .doFinally(_ -> listen(null));
    }

    private synchronized void listen(@Nullable Set<UUID> told) {
        toldMeanwhile = told;
    }

    private synchronized void correct(UUID device, Collection<Pair> linked) {
        if (toldMeanwhile != null && toldMeanwhile.contains(device)) {
            return;
        }
        Map<Room, Long> right =
                linked.stream().collect(Collectors.toMap(pair -> linkedWith(pair.other()), Pair::since));
        for (Socket socket : sockets.ofDevice(device)) {
            rooms.of(socket).stream()
                    .filter(room -> DeviceRooms.isOfLinked(room) && !right.containsKey(room))
                    .forEach(room -> rooms.leave(socket, room));
            right.forEach((room, since) -> rooms.join(socket, room, since));
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
                join(camera, client, envelope.id());
                join(client, camera, envelope.id());
            }
            case LinkRemoved _ -> {
                leave(camera, client);
                leave(client, camera);
            }
        }
    }

    private void joinAll(Socket socket, Collection<Pair> linked, Set<UUID> parted) {
        synchronized (parted) {
            linked.stream()
                    .filter(pair -> !parted.contains(pair.other()))
                    .forEach(pair -> rooms.join(socket, linkedWith(pair.other()), pair.since()));
        }
    }

    private void join(UUID device, UUID other, long since) {
        for (Socket socket : sockets.ofDevice(device)) {
            locked(socket, parted -> {
                parted.remove(other);
                rooms.join(socket, linkedWith(other), since);
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

    private Mono<Map<UUID, Collection<Pair>>> linkedWithEach(List<UUID> devices) {
        return links.linkedWith(devices).collectMultimap(Pair::device);
    }
}
