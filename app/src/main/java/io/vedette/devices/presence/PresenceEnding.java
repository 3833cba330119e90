package io.vedette.devices.presence;

import io.vedette.devices.PresenceReason;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
public final class PresenceEnding {
    public Mono<Void> endNow(UUID deviceId, PresenceReason reason) {
        return Mono.empty();
    }
}
