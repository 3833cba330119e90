package io.vedette.realtime.protocol;

import com.corundumstudio.socketio.SocketIOClient;
import com.corundumstudio.socketio.ack.AckManager;
import com.corundumstudio.socketio.namespace.Namespace;
import com.corundumstudio.socketio.namespace.NamespacesHub;
import com.corundumstudio.socketio.protocol.EngineIOVersion;
import com.corundumstudio.socketio.protocol.Packet;
import com.corundumstudio.socketio.protocol.PacketType;
import com.corundumstudio.socketio.transport.NamespaceClient;
import io.vedette.platform.failure.FailureException;
import io.vedette.platform.ops.Dropped;
import io.vedette.realtime.engine.CloseCause;
import io.vedette.realtime.engine.Doorway.Visitor;
import io.vedette.realtime.engine.EngineListener;
import io.vedette.realtime.engine.Library;
import io.vedette.realtime.engine.Session;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks Socket.IO over the engine's sessions: lets connections into namespaces, and takes what they say to handlers. */
public final class SocketIo implements EngineListener {
    private static final Logger log = LoggerFactory.getLogger(SocketIo.class);

    private final Map<String, SocketHandler> handlers;
    private final Supplier<String> ids;
    private final Duration admissionDeadline;
    private final int maxPayload;
    private final PacketReader reader;
    private final PacketWriter writer;
    private final NamespacesHub namespaces;
    private final AckManager acknowledgements;

    /** @param handlers by the path of their namespace */
    @SuppressWarnings("this-escape") // nobody leaves before somebody came
    public SocketIo(
            Library library,
            Map<String, SocketHandler> handlers,
            JsonMapper json,
            Supplier<String> ids,
            Duration admissionDeadline,
            int maxPayload) {
        this.namespaces = library.namespaces();
        this.acknowledgements = library.acknowledgements();
        this.handlers = Map.copyOf(handlers);
        this.ids = ids;
        this.admissionDeadline = admissionDeadline;
        this.maxPayload = maxPayload;
        this.reader = new PacketReader(json);
        this.writer = new PacketWriter(json);
        handlers.keySet().forEach(path -> namespaces.create(nameOf(path)).addDisconnectListener(this::left));
    }

    /** The library calls the main namespace by an empty name. */
    private static String nameOf(String path) {
        return "/".equals(path) ? Namespace.DEFAULT_NAME : path;
    }

    @Override
    public void opened(Session session, Visitor visitor) {
        session.speaker(new Speaker(visitor, writer));
    }

    @Override
    public void text(Session session, String message) {
        Speaker speaker = speakerOf(session);
        try {
            if (speaker.attachments != null) {
                throw new MalformedPacketException("There are attachments to come");
            }
            PacketReader.Head head = reader.head(message);
            if (head.attachments() > 0) {
                connected(speaker.in(head.namespace()));
                speaker.attachments = new Attachments(message, head.attachments(), maxPayload);
            } else {
                take(session, speaker, PacketReader.packet(head), message.length());
            }
        } catch (MalformedPacketException malformed) {
            session.end(CloseCause.PARSE_ERROR);
        }
    }

    @Override
    public void binary(Session session, byte[] message) {
        Speaker speaker = speakerOf(session);
        try {
            Attachments waiting = speaker.attachments;
            if (waiting == null) {
                throw new MalformedPacketException("An attachment belongs to nothing");
            }
            if (waiting.add(message)) {
                speaker.attachments = null;
                take(session, speaker, waiting.packet(reader), waiting.size());
            }
        } catch (MalformedPacketException malformed) {
            session.end(CloseCause.PARSE_ERROR);
        }
    }

    private static Speaker speakerOf(Session session) {
        return (Speaker) Objects.requireNonNull(session.speaker());
    }

    private void take(Session session, Speaker speaker, SocketPacket packet, int bytes) {
        Optional<Connection> connection = speaker.in(packet.namespace());
        if (packet instanceof SocketPacket.Connect(String namespace, JsonNode auth) && connection.isEmpty()) {
            connect(session, speaker, namespace, auth);
        } else {
            take(connected(connection), packet, bytes);
        }
    }

    private static Connection connected(Optional<Connection> connection) {
        return connection
                .filter(Connection::isOpen)
                .orElseThrow(() -> new MalformedPacketException("Nobody is connected there"));
    }

    private void take(Connection connection, SocketPacket packet, int bytes) {
        switch (packet) {
            case SocketPacket.Connect _ -> throw new MalformedPacketException("It is connected already");
            case SocketPacket.Disconnect _ -> connection.leave();
            case SocketPacket.Event event ->
                handler(connection)
                        .event(
                                connection,
                                new Said(event.name(), event.arguments(), bytes),
                                answerTo(connection, event.id()));
            case SocketPacket.Answer answer -> answered(connection, answer);
        }
    }

    private SocketHandler handler(Connection connection) {
        return Objects.requireNonNull(handlers.get(connection.namespace()));
    }

    private @Nullable Consumer<List<?>> answerTo(Connection connection, @Nullable Long id) {
        return id == null ? null : arguments -> connection.push(writer.answer(connection.namespace(), id, arguments));
    }

    private void answered(Connection connection, SocketPacket.Answer answer) {
        Packet packet = new Packet(PacketType.MESSAGE, EngineIOVersion.V4);
        packet.setSubType(PacketType.ACK);
        packet.setAckId(answer.id());
        packet.setData(answer.arguments());
        acknowledgements.onAck(connection.client(), packet);
    }

    private void connect(Session session, Speaker speaker, String path, JsonNode auth) {
        Namespace namespace = namespaces.get(nameOf(path));
        SocketHandler handler = handlers.get(path);
        if (namespace == null || handler == null) {
            session.push(writer.refused(path, Map.of("message", "Invalid namespace")));
            return;
        }
        Connection connection = new Connection(session, speaker, namespace, path, ids.get());
        if (!speaker.add(connection)) {
            throw new MalformedPacketException("It is in too many namespaces");
        }
        connection.admission(Mono.defer(() -> handler.admit(connection, auth))
                .timeout(admissionDeadline)
                .contextWrite(Dropped.UNNOTICED) // whoever leaves meanwhile needn't be refused
                .subscribe(
                        _ -> {},
                        error -> session.loop().execute(() -> refuse(connection, error)),
                        () -> session.loop().execute(() -> open(connection))));
    }

    private void open(Connection connection) {
        connection.open(() -> handler(connection).opened(connection));
    }

    private void refuse(Connection connection, Throwable error) {
        if (error instanceof ConnectRefusedException refused) {
            connection.session().push(writer.refused(connection.namespace(), refused.reason()));
            end(connection, CloseCause.REVOKED);
            return;
        }
        if (!(error instanceof FailureException || error instanceof TimeoutException)) {
            log.error("It could not be said whether somebody may connect", error);
        }
        connection.session().end(CloseCause.UNAVAILABLE);
    }

    private void end(Connection connection, CloseCause cause) {
        if (connection.ended()) {
            speakerOf(connection.session()).remove(connection);
            handler(connection).ended(connection, cause);
        }
    }

    /** One has left a namespace, by itself or as its session ended. */
    private void left(SocketIOClient client) {
        NamespaceClient inNamespace = (NamespaceClient) client;
        Session session = (Session) inNamespace.getBaseClient();
        String name = inNamespace.getNamespace().getName();
        CloseCause cause = session.ending().orElse(CloseCause.CLIENT_CLOSED);
        speakerOf(session).in(name.isEmpty() ? "/" : name).ifPresent(connection -> end(connection, cause));
    }

    /** Those which were open have left before; these were still to be admitted. */
    @Override
    public void ended(Session session, CloseCause cause) {
        Speaker speaker = speakerOf(session);
        speaker.attachments = null;
        speaker.all().forEach(connection -> end(connection, cause));
    }
}
