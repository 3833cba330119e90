package io.vedette.devices.presence;

import static io.vedette.realtime.Push.push;

import io.vedette.devices.DeviceRooms;
import io.vedette.devices.PresenceChanged;
import io.vedette.devices.PresenceTold;
import io.vedette.platform.bus.Bus;
import io.vedette.platform.bus.Envelope;
import io.vedette.realtime.Audience;
import io.vedette.realtime.Chronicle;
import io.vedette.realtime.Push;
import io.vedette.realtime.SocketApi;
import io.vedette.realtime.SocketEvent;
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

    private final Chronicle chronicle;

    PresenceLive(Chronicle chronicle, Bus bus) {
        this.chronicle = chronicle;
        bus.receive(PresenceChanged.class, "device presence", this::tell);
    }

    private Mono<Void> tell(Envelope<PresenceChanged> source) {
        PresenceChanged fact = source.fact();
        return chronicle.tell(source, fact.userId(), audience(fact), PRESENCE, PresenceTold.of(fact));
    }

    private static Audience audience(PresenceChanged fact) {
        @Nullable List<UUID> receivers = fact.receivers();
        return receivers == null ? Audience.in(DeviceRooms.linkedWith(fact.deviceId())) : Audience.devices(receivers);
    }

    @Override
    public List<SocketEvent> socketEvents() {
        return List.of(PRESENCE);
    }
}
