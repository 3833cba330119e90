package io.vedette.realtime;

import io.vedette.realtime.engine.Broadcast;
import io.vedette.realtime.engine.Outbound;
import io.vedette.realtime.protocol.Connection;
import io.vedette.realtime.protocol.PacketWriter;
import io.vedette.realtime.protocol.Questions;
import io.vedette.realtime.recovery.Logged;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Puts pushes into words, once each, and sees them off. */
@Component
final class Speech {
    private static final String NAMESPACE = "/";

    private final PacketWriter writer;
    private final Questions questions;
    private final RealtimeMeters meters;

    Speech(PacketWriter writer, Questions questions, RealtimeMeters meters) {
        this.writer = writer;
        this.questions = questions;
        this.meters = meters;
    }

    <T> void tell(Connection to, Push<T> push, T payload) {
        Outbound packet = packet(push, payload);
        meters.told(push.name(), 1, packet.bytes());
        to.push(packet);
    }

    <T> void tell(Collection<Connection> all, Push<T> push, T payload) {
        Outbound packet = packet(push, payload);
        meters.told(push.name(), all.size(), packet.bytes());
        Broadcast broadcast = new Broadcast(packet, meters.delivery());
        all.stream()
                .filter(connection -> connection.isToSendNow(packet))
                .forEach(connection -> broadcast.to(connection.session()));
        broadcast.send();
    }

    /** To all in the same place among what else is in the log. */
    void tell(Collection<Connection> all, Logged logged) {
        Outbound packet = packet(logged);
        meters.told(logged.entry().event(), all.size(), packet.bytes());
        Broadcast broadcast = new Broadcast(packet, meters.delivery());
        all.stream()
                .filter(connection ->
                        connection.isToSendNow(packet, logged.position().number()))
                .forEach(connection -> broadcast.to(connection.session()));
        broadcast.send();
    }

    Outbound packet(Logged logged) {
        return writer.written(
                logged.entry().event(),
                logged.entry().payload(),
                logged.position().text());
    }

    <T> Mono<JsonNode> ask(Connection whom, Push<T> push, T payload, Duration patience, UnaryOperator<Outbound> terms) {
        return questions.ask(
                whom, push.name(), List.of(payload), patience, packet -> terms.apply(counted(push, packet)));
    }

    private Outbound counted(Push<?> push, Outbound packet) {
        meters.told(push.name(), 1, packet.bytes());
        return packet;
    }

    <T> Outbound packet(Push<T> push, T payload) {
        return writer.event(NAMESPACE, push.name(), List.of(payload), push.droppable());
    }
}
