package io.vedette.realtime.protocol;

import com.corundumstudio.socketio.MultiTypeAckCallback;
import com.corundumstudio.socketio.MultiTypeArgs;
import com.corundumstudio.socketio.ack.AckManager;
import com.corundumstudio.socketio.protocol.EngineIOVersion;
import com.corundumstudio.socketio.protocol.Packet;
import com.corundumstudio.socketio.protocol.PacketType;
import io.vedette.realtime.engine.Library;
import io.vedette.realtime.engine.Outbound;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Asks clients something, and awaits their acknowledgements; the library keeps count of them. */
public final class Questions {
    private final AckManager acknowledgements;
    private final PacketWriter writer;

    public Questions(Library library, PacketWriter writer) {
        this.acknowledgements = library.acknowledgements();
        this.writer = writer;
    }

    /**
     * Gives the first argument of the acknowledgement; an error when none comes, or the connection ends before. Who cancels
     * asks no more: a later answer is as good as none.
     */
    public Mono<JsonNode> ask(
            Connection connection, String event, List<?> arguments, Duration patience, UnaryOperator<Outbound> terms) {
        return Mono.create(sink -> {
            if (!connection.beginQuestion()) {
                sink.error(new TimeoutException("It owes too many answers, or is not connected"));
                return;
            }
            long id = acknowledgements.registerAck(
                    connection.session().getSessionId(), new Awaited(connection, sink, patience));
            if (connection.hasEnded()) {
                acknowledgements.onDisconnect(connection.session());
                sink.error(new TimeoutException("It has ended"));
            } else {
                sink.onCancel(() -> forget(connection, id));
                connection.push(terms.apply(writer.question(connection.namespace(), id, event, arguments)));
            }
        });
    }

    /** Nobody waits for the answer any more: for the library this is one. */
    private void forget(Connection connection, long id) {
        Packet nothing = new Packet(PacketType.MESSAGE, EngineIOVersion.V4);
        nothing.setAckId(id);
        nothing.setData(List.of());
        acknowledgements.onAck(connection.client(), nothing);
    }

    private static final class Awaited extends MultiTypeAckCallback {
        private final Connection connection;
        private final MonoSink<JsonNode> sink;

        private final int seconds;

        Awaited(Connection connection, MonoSink<JsonNode> sink, Duration patience) {
            this.connection = connection;
            this.sink = sink;
            this.seconds = (int) Math.max(1, patience.toSeconds());
        }

        /** The constructor that takes several arguments' types takes no time. */
        @Override
        public int getTimeout() {
            return seconds;
        }

        @Override
        public void onSuccess(MultiTypeArgs arguments) {
            connection.endQuestion();
            sink.success(arguments.isEmpty() ? MissingNode.getInstance() : arguments.first());
        }

        @Override
        public void onTimeout() {
            connection.endQuestion();
            sink.error(new TimeoutException("No acknowledgement came"));
        }
    }
}
