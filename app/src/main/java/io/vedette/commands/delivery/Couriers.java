package io.vedette.commands.delivery;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.commands.CommandChanged;
import io.vedette.platform.bus.Bus;
import io.vedette.platform.bus.CatchUp;
import io.vedette.platform.data.Lane;
import io.vedette.platform.operation.Caller;
import io.vedette.platform.ops.Checkpoints;
import io.vedette.realtime.Socket;
import io.vedette.realtime.SocketWatcher;
import io.vedette.realtime.engine.CloseCause;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The couriers of all cameras with sockets on this node. Who creates a command reserves a place before: where there is one,
 * the command may be stored as pushed, and is pushed without another look into the database.
 */
@Component
public final class Couriers implements SocketWatcher, CatchUp {
    static final String AFTER_COMMIT = "command: after commit, before push";

    private static final int CAMERAS_PER_LOOK = 1_000;
    /** By then a statement that was given up has ended in the database too. */
    private static final Duration LONGEST_DOUBT = Duration.ofSeconds(2);

    private final Map<UUID, Courier<Socket>> couriers = new ConcurrentHashMap<>();
    private final SocketCarrier carrier;
    private final DeliveryTable table;
    private final Marks marks;
    private final Checkpoints checkpoints;

    Couriers(
            SocketCarrier carrier,
            DeliveryTable table,
            Marks marks,
            Checkpoints checkpoints,
            Bus bus,
            MeterRegistry meters) {
        this.carrier = carrier;
        this.table = table;
        this.marks = marks;
        this.checkpoints = checkpoints;
        Gauge.builder("vedette.command.couriers", couriers, Map::size).register(meters);
        Gauge.builder("vedette.command.window", this, Couriers::inWindows).register(meters);
        Gauge.builder("vedette.command.waiting", this, Couriers::waiting).register(meters);
        bus.subscribe(CommandChanged.class, "couriers", fact -> Mono.fromRunnable(() -> follow(fact)));
    }

    /** Whether a command for that camera may be stored as pushed; then one of the next three is to be called, once. */
    public boolean reserve(UUID cameraId) {
        Courier<Socket> courier = couriers.get(cameraId);
        return courier != null && courier.reserve();
    }

    /** It is stored, as pushed or, if another one comes before it, as not yet pushed. */
    public void made(Parcel parcel) {
        if (parcel.attempt() > 0) {
            checkpoints.reach(AFTER_COMMIT);
        }
        finish(parcel.cameraId(), courier -> courier.made(parcel));
    }

    /** Nothing was stored. */
    public void release(UUID cameraId) {
        finish(cameraId, Courier::release);
    }

    /** Nobody knows whether anything was stored: the outcome of the statement is unknown. */
    public void doubt(UUID cameraId) {
        finish(cameraId, courier -> courier.doubt(LONGEST_DOUBT));
    }

    /** A command was stored as not yet pushed, for which no place was reserved here. */
    public void told(UUID cameraId) {
        change(cameraId, Courier::told);
    }

    public void settled(UUID cameraId, UUID commandId) {
        change(cameraId, courier -> courier.settled(commandId));
    }

    /** Settles a command without the word that it was sent coming in between; if that doesn't settle it, the word comes after it. */
    public <T> Mono<T> quietly(UUID commandId, Mono<T> settling, Predicate<T> settles) {
        return marks.quietly(commandId, settling, settles);
    }

    @Override
    public void opened(Socket socket) {
        if (socket.caller() instanceof Caller.Camera camera) {
            couriers.compute(camera.id(), (id, known) -> {
                Courier<Socket> courier = known == null ? new Courier<>(id, carrier) : known;
                courier.came(socket);
                return courier;
            });
            change(camera.id(), _ -> {});
            if (socket.hasEnded()) {
                left(socket, CloseCause.CLIENT_CLOSED);
            }
        }
    }

    @Override
    public void left(Socket socket, CloseCause cause) {
        if (socket.caller() instanceof Caller.Camera camera) {
            finish(camera.id(), courier -> courier.left(socket));
        }
    }

    /** Other nodes may have stored something for cameras here. */
    @Override
    public Mono<Void> catchUp() {
        return Flux.fromIterable(List.copyOf(couriers.keySet()))
                .buffer(CAMERAS_PER_LOOK)
                .concatMap(cameras -> Lane.jobs(table.unpushed(cameras)))
                .doOnNext(this::told)
                .then();
    }

    private void follow(CommandChanged fact) {
        if (fact.isSettled()) {
            settled(fact.targetDeviceId(), fact.commandId());
        }
    }

    private void change(UUID cameraId, Consumer<Courier<Socket>> change) {
        Courier<Socket> courier = couriers.get(cameraId);
        if (courier != null) {
            change.accept(courier);
            courier.work();
        }
    }

    /** After which there may be no need for it any more. */
    private void finish(UUID cameraId, Consumer<Courier<Socket>> change) {
        change(cameraId, change);
        couriers.computeIfPresent(cameraId, (_, courier) -> courier.isIdle() ? null : courier);
    }

    private int inWindows() {
        return couriers.values().stream().mapToInt(Courier::inWindow).sum();
    }

    private long waiting() {
        return couriers.values().stream().filter(Courier::isWaiting).count();
    }
}
