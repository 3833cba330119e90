package io.vedette.streams.ending;

import io.vedette.commands.CommandChanged;
import io.vedette.platform.bus.Bus;
import io.vedette.streams.StreamSession;
import io.vedette.streams.StreamSession.EndReason;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A camera that is not to start, or says that it won't, ends the session that wanted it to. */
@Component
final class StreamReactions {
    private final Endings endings;

    StreamReactions(Endings endings, Bus bus) {
        this.endings = endings;
        bus.subscribe(CommandChanged.class, "stream commands", this::follow);
    }

    private Mono<Void> follow(CommandChanged command) {
        return command.commandType().equals(StreamSession.START_COMMAND) ? settled(command) : Mono.empty();
    }

    /** One that the camera has done may still be accepted. */
    private Mono<Void> settled(CommandChanged command) {
        return switch (command.status()) {
            case REJECTED -> end(command, new Cause(EndReason.REJECTED, command.error()));
            case CANCELLED -> end(command, Cause.of(EndReason.ENDED_BY_REQUESTER));
            case EXPIRED -> end(command, Cause.of(EndReason.TIMEOUT));
            case QUEUED, SENT, ACKNOWLEDGED -> Mono.empty();
        };
    }

    private Mono<Void> end(CommandChanged command, Cause cause) {
        return endings.requestedBy(command.commandId(), cause).then();
    }
}
