package io.vedette.realtime.engine;

import com.corundumstudio.socketio.DisconnectableHub;
import com.corundumstudio.socketio.Transport;
import com.corundumstudio.socketio.handler.ClientHead;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.http.HttpRequest;
import io.vedette.realtime.engine.Doorway.Visitor;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.netty.NettyPipeline;

/** Engine.IO on the connections of an HTTP server: opens sessions, keeps them, and lets them go. */
public final class Engine implements DisconnectableHub {
    private static final Logger log = LoggerFactory.getLogger(Engine.class);
    private static final String SWITCH = "vedette.switch";

    private final Measures settings;
    private final EngineMeters meters;
    private final EngineListener listener;
    private final Library library;
    private final Reception reception;
    private final Closing closing = new Closing(this);
    private final LastWords lastWords = new LastWords();
    private final Requests requests;
    private final SessionWriter writer = new SessionWriter();
    private final Map<EventLoop, Pulse> pulses = new ConcurrentHashMap<>();
    private final Set<Session> open = ConcurrentHashMap.newKeySet();

    @SuppressWarnings("this-escape") // nothing is served before somebody attaches a channel
    public Engine(
            Measures settings, Library library, Doorway doorway, EngineListener listener, MeterRegistry registry) {
        this.settings = settings;
        this.library = library;
        this.listener = listener;
        this.meters = new EngineMeters(registry, library.deadlines);
        this.reception = new Reception(listener);
        this.requests = new Requests(this, doorway);
    }

    /** From now on this connection's requests for the engine's path come here. */
    public void attach(Channel channel) {
        channel.pipeline().addAfter(NettyPipeline.HttpCodec, SWITCH, new PortSwitch(this));
    }

    /** All that are open now; it changes while one looks. */
    public Set<Session> sessions() {
        return open;
    }

    /** The connection is the engine's now. */
    void serve(Channel channel) {
        ChannelPipeline pipeline = channel.pipeline();
        Pulse.Guard guard = pulse(channel.eventLoop()).guard(channel, settings.connectDeadline());
        pipeline.addLast(new RequestCollector(this, guard), requests, writer);
    }

    void open(Channel channel, Transport transport, Visitor visitor) {
        Session session = new Session(this, library, transport, channel.eventLoop());
        library.sessions.addClient(session);
        open.add(session);
        pulse(channel.eventLoop()).add(session);
        meters.opened(transport);
        listener.opened(session, visitor);
        session.push(Outbound.open(handshake(session, transport)));
        session.bindChannel(channel, transport);
    }

    private String handshake(Session session, Transport transport) {
        return "{\"sid\":\"%s\",\"upgrades\":[%s],\"pingInterval\":%d,\"pingTimeout\":%d,\"maxPayload\":%d}"
                .formatted(
                        session.getSessionId(),
                        transport == Transport.POLLING ? "\"websocket\"" : "",
                        settings.pingInterval().toMillis(),
                        settings.pingTimeout().toMillis(),
                        settings.maxPayload());
    }

    /** How much a request may bring. */
    int mostOf(HttpRequest head) {
        boolean known = Requests.sid(head)
                .map(this::session)
                .filter(Session::isInNamespace)
                .isPresent();
        return known ? settings.maxPayload() : Math.min(settings.strangersPayload(), settings.maxPayload());
    }

    @Nullable
    Session session(UUID sid) {
        return (Session) library.sessions.get(sid);
    }

    @Nullable
    Session session(Channel channel) {
        return (Session) library.sessions.get(channel);
    }

    void forget(Session session, CloseCause cause) {
        library.sessions.removeClient(session.getSessionId());
        library.acknowledgements.onDisconnect(session);
        open.remove(session);
        meters.closed(session.getCurrentTransport(), cause);
        listener.ended(session, cause);
    }

    /** A namespace less is not yet an end, though the library thinks so: the session may go on to another. */
    @Override
    public void onDisconnect(ClientHead client) {}

    Pulse pulse(EventLoop loop) {
        return pulses.computeIfAbsent(loop, _ -> Pulse.start(loop, settings.tick(), library.deadlines));
    }

    Measures settings() {
        return settings;
    }

    EngineMeters meters() {
        return meters;
    }

    Reception reception() {
        return reception;
    }

    LastWords lastWords() {
        return lastWords;
    }

    Closing closing() {
        return closing;
    }

    /** Never with what came over the connection: a log is no place for payloads. */
    void broke(Channel channel, Throwable cause) {
        if (cause instanceof IOException || cause instanceof CodecException) {
            log.debug("A connection broke: {}", cause.getClass().getName());
        } else {
            log.warn("A connection is closed after {}", cause.getClass().getName());
            log.debug("The reason", cause);
        }
        Wire.close(channel);
    }
}
