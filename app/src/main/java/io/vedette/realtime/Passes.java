package io.vedette.realtime;

import io.vedette.realtime.recovery.RecoveryLog;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The passes with which devices go on where their transports broke. */
@Component
public final class Passes {
    private final RecoveryLog log;

    Passes(RecoveryLog log) {
        this.log = log;
    }

    /** The device goes on nowhere, whether it has sockets now or not; those that it has stay as they are. */
    public Mono<Void> end(String userId, UUID deviceId) {
        return log.endAll(userId, deviceId);
    }
}
