package io.vedette.commands.delivery;

import static io.vedette.realtime.Push.push;

import io.vedette.realtime.Push;
import io.vedette.realtime.SocketApi;
import io.vedette.realtime.SocketEvent;
import java.util.List;
import org.springframework.stereotype.Component;

/** What cameras are told of commands. */
@Component
final class DeliveryApi implements SocketApi {
    static final Push<CommandReceived> RECEIVED = push(
                    "command:received",
                    CommandReceived.class,
                    "A command for this camera: at least once, so it looks at the id, and at when the command expires")
            .toldOnce();

    @Override
    public List<SocketEvent> socketEvents() {
        return List.of(RECEIVED);
    }
}
