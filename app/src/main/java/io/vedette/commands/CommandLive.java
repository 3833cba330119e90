package io.vedette.commands;

import static io.vedette.realtime.Push.push;

import io.vedette.platform.bus.Bus;
import io.vedette.platform.bus.Envelope;
import io.vedette.platform.data.Lane;
import io.vedette.realtime.Audience;
import io.vedette.realtime.Chronicle;
import io.vedette.realtime.Push;
import io.vedette.realtime.SocketApi;
import io.vedette.realtime.SocketEvent;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells the client that sent a command what becomes of it. */
@Component
final class CommandLive implements SocketApi {
    static final Push<CommandTold> STATUS =
            push("command:status", CommandTold.class, "A command that this client has sent was sent on or settled");

    private final Chronicle chronicle;
    private final CommandTable commands;

    CommandLive(Chronicle chronicle, CommandTable commands, Bus bus) {
        this.chronicle = chronicle;
        this.commands = commands;
        bus.receive(CommandChanged.class, "command status", this::tell);
    }

    /** That it was sent must not come after what became of it, which whoever died may have told. */
    private Mono<Void> tell(Envelope<CommandChanged> envelope) {
        CommandChanged fact = envelope.fact();
        return envelope.overdue() && !fact.isSettled()
                ? Lane.jobs(commands.find(fact.userId(), fact.commandId()))
                        .filter(command -> command.status() == fact.status())
                        .flatMap(_ -> tell(envelope, fact))
                : tell(envelope, fact);
    }

    private Mono<Void> tell(Envelope<CommandChanged> envelope, CommandChanged fact) {
        return chronicle.tell(
                envelope,
                fact.userId(),
                Audience.devices(List.of(fact.sourceDeviceId())),
                STATUS,
                CommandTold.of(fact));
    }

    @Override
    public List<SocketEvent> socketEvents() {
        return List.of(STATUS);
    }
}
