package io.vedette.realtime.protocol;

import io.vedette.realtime.engine.Doorway.Visitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one session has said of itself so far: the namespaces it is in, and a packet whose attachments are on their way. */
final class Speaker {
    private static final int MOST_NAMESPACES = 4;

    private final Visitor visitor;
    private final PacketWriter writer;
    private final List<Connection> connections = new ArrayList<>(1);

    @Nullable
    Attachments attachments;

    Speaker(Visitor visitor, PacketWriter writer) {
        this.visitor = visitor;
        this.writer = writer;
    }

    Visitor visitor() {
        return visitor;
    }

    PacketWriter writer() {
        return writer;
    }

    synchronized Optional<Connection> in(String namespace) {
        return connections.stream()
                .filter(connection -> connection.namespace().equals(namespace))
                .findFirst();
    }

    synchronized boolean add(Connection connection) {
        return connections.size() < MOST_NAMESPACES && connections.add(connection);
    }

    synchronized void remove(Connection connection) {
        connections.remove(connection);
    }

    synchronized List<Connection> all() {
        return List.copyOf(connections);
    }
}
