package io.vedette.devices.token;

import io.vedette.devices.DeviceDisabled;
import io.vedette.devices.DeviceEnabled;
import io.vedette.devices.DeviceFact;
import io.vedette.devices.DeviceRemoved;
import io.vedette.devices.DeviceRoleChanged;
import io.vedette.devices.DeviceTokenRevoked;
import io.vedette.platform.bus.Bus;
import io.vedette.platform.bus.CatchUp;
import io.vedette.platform.operation.Caller;
import io.vedette.realtime.Passes;
import io.vedette.realtime.Socket;
import io.vedette.realtime.SocketWatcher;
import io.vedette.realtime.Sockets;
import io.vedette.realtime.engine.CloseCause;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Ends the sockets of devices that may no longer have them, or no longer as what they came. */
@Component
@Order(DeviceGuard.FIRST)
final class DeviceGuard implements SocketWatcher, CatchUp {
    /** Before anything is done for a socket that may not stay. */
    static final int FIRST = 0;

    private static final int AT_ONCE = 1_000;

    private final DeviceStates states;
    private final Sockets sockets;
    private final Passes passes;
    private final Bus bus;
    /** After how many disablings of its device each socket came. */
    private final Map<Socket, Integer> since = new ConcurrentHashMap<>();

    DeviceGuard(DeviceStates states, Sockets sockets, Passes passes, Bus bus) {
        this.states = states;
        this.sockets = sockets;
        this.passes = passes;
        this.bus = bus;
        bus.subscribe(DeviceFact.class, "device-guard", fact -> endPasses(fact).then(recheck(fact.deviceId())));
    }

    /** Also of a device that has no socket now: what it loses, it would have again as soon as it may come. */
    private Mono<Void> endPasses(DeviceFact fact) {
        return switch (fact) {
            case DeviceDisabled _, DeviceRemoved _, DeviceTokenRevoked _ -> passes.end(fact.userId(), fact.deviceId());
            case DeviceEnabled _, DeviceRoleChanged _ -> Mono.empty();
        };
    }

    /**
     * What its token said may have changed since it was looked at; from here on facts find the socket. Where they may not,
     * what is known here may be from before the device was disabled and enabled, and the socket from after that.
     */
    @Override
    public Mono<Void> arriving(Socket socket) {
        return socket.caller() instanceof Caller.Device device
                ? bus.isWell() ? check(device.id()) : recheck(device.id())
                : Mono.empty();
    }

    @Override
    public void left(Socket socket, CloseCause cause) {
        since.remove(socket);
    }

    private Mono<Void> recheck(UUID id) {
        return Mono.defer(() -> {
            states.forget(id);
            return check(id);
        });
    }

    /** Looks also at those of which nothing is known here at the moment: what ended their rights may be why. */
    @Override
    public Mono<Void> catchUp() {
        return states.refresh()
                .thenMany(Flux.defer(() -> Flux.fromIterable(sockets.devices())))
                .flatMap(this::check, AT_ONCE)
                .then();
    }

    /** Nobody is asked for, when nobody is there. */
    private Mono<Void> check(UUID id) {
        return sockets.ofDevice(id).isEmpty()
                ? Mono.empty()
                : states.find(id).doOnNext(now -> endThoseAgainst(id, now)).then();
    }

    private void endThoseAgainst(UUID id, Optional<DeviceState> now) {
        for (Socket socket : sockets.ofDevice(id)) {
            cause(socket, now).ifPresent(socket::end);
        }
    }

    private Optional<CloseCause> cause(Socket socket, Optional<DeviceState> now) {
        return socket.caller() instanceof Caller.Device device
                ? DeviceState.against(device, since(socket, now), now)
                : Optional.empty();
    }

    /** By what is known when it is first looked at. One that has left since is not kept. */
    private int since(Socket socket, Optional<DeviceState> now) {
        int seen = now.map(DeviceState::disablings).orElse(0);
        Integer before = since.putIfAbsent(socket, seen);
        if (socket.hasEnded()) {
            since.remove(socket);
        }
        return before == null ? seen : before;
    }
}
