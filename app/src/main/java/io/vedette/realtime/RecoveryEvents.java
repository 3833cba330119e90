package io.vedette.realtime;

import static io.vedette.realtime.Push.push;

import java.util.List;
import org.springframework.stereotype.Component;

/** What those are told who ask for what they missed. */
@Component
final class RecoveryEvents implements SocketApi {
    static final Push<Recovered> RECOVERY = push(
                    "recovery",
                    Recovered.class,
                    "Whether a client that connected with `since` has been told all that it missed; comes after that")
            .toldOnce();

    @Override
    public List<SocketEvent> socketEvents() {
        return List.of(RECOVERY);
    }
}
