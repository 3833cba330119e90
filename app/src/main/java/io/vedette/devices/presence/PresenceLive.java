package io.vedette.devices.presence;

import static io.vedette.realtime.Push.push;

import io.vedette.devices.DeviceRooms;
import io.vedette.devices.PresenceChanged;
import io.vedette.platform.bus.Bus;
import io.vedette.realtime.Push;
import io.vedette.realtime.Rooms;
import io.vedette.realtime.SocketApi;
import io.vedette.realtime.SocketEvent;
import io.vedette.realtime.Sockets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells those linked with a device that it came or went. */
@Component
final class PresenceLive implements SocketApi {
    static final Push<PresenceTold> PRESENCE =
            push("device:presence", PresenceTold.class, "A linked device came or went");

    private final Rooms rooms;
    private final Sockets sockets;

    PresenceLive(Rooms rooms, Sockets sockets, Bus bus) {
        this.rooms = rooms;
        this.sockets = sockets;
        bus.subscribe(PresenceChanged.class, "device presence", fact -> Mono.fromRunnable(() -> tell(fact)));
    }

    private void tell(PresenceChanged fact) {
        PresenceTold told = PresenceTold.of(fact);
        @Nullable List<UUID> receivers = fact.receivers();
        if (receivers == null) {
            rooms.tell(DeviceRooms.linkedWith(fact.deviceId()), PRESENCE, told);
        } else {
            receivers.forEach(receiver -> sockets.ofDevice(receiver).forEach(socket -> socket.tell(PRESENCE, told)));
        }
    }

    @Override
    public List<SocketEvent> socketEvents() {
        return List.of(PRESENCE);
    }
}
