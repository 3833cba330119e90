package io.vedette.realtime;

import io.vedette.platform.bus.Envelope;
import io.vedette.realtime.protocol.Connection;
import io.vedette.realtime.recovery.Entry;
import io.vedette.realtime.recovery.Logged;
import io.vedette.realtime.recovery.Receivers;
import io.vedette.realtime.recovery.RecoveryLog;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Tells the devices of an account what happened, in an order that is the same for all, and again to those who come back. */
@Component
public final class Chronicle {
    private final RecoveryLog log;
    private final Rooms rooms;
    private final Sockets sockets;
    private final Speech speech;
    private final JsonMapper json;

    Chronicle(RecoveryLog log, Rooms rooms, Sockets sockets, Speech speech, JsonMapper json) {
        this.log = log;
        this.rooms = rooms;
        this.sockets = sockets;
        this.speech = speech;
        this.json = json;
        log.follow(this::tell);
    }

    /** Once, however often the fact comes; only devices of that user are told. */
    public <T> Mono<Void> tell(Envelope<?> source, String userId, Audience audience, Push<T> push, T payload) {
        return Mono.defer(() -> log.append(
                userId,
                new Entry(
                        source.id(),
                        audience.receivers(),
                        push.replayable().name(),
                        json.writeValueAsString(payload))));
    }

    /** An offset would mean nothing to devices of another account. */
    private void tell(Logged logged) {
        List<Connection> all = candidates(logged.entry().receivers())
                .filter(connection -> connection.guest() instanceof Socket socket
                        && logged.account().equals(socket.account()))
                .toList();
        if (!all.isEmpty()) {
            speech.tell(all, logged);
        }
    }

    private Stream<Connection> candidates(Receivers receivers) {
        return switch (receivers) {
            case Receivers.InRoom(String room) -> rooms.inside(new Room(room)).stream();
            case Receivers.Devices(var ids) ->
                ids.stream().map(sockets::ofDevice).flatMap(Collection::stream).map(Socket::connection);
        };
    }
}
