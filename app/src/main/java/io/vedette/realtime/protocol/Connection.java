package io.vedette.realtime.protocol;

import com.corundumstudio.socketio.namespace.Namespace;
import com.corundumstudio.socketio.transport.NamespaceClient;
import io.netty.channel.EventLoop;
import io.vedette.platform.ops.Ticks;
import io.vedette.realtime.engine.CloseCause;
import io.vedette.realtime.engine.Doorway.Visitor;
import io.vedette.realtime.engine.Outbound;
import io.vedette.realtime.engine.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/** A session in one namespace, known to others by an id that opens nothing. */
public final class Connection {
    private static final int MOST_HELD = 1_000;
    private static final int MOST_HELD_BYTES = 1 << 20;
    private static final int MOST_QUESTIONS = 64;

    private final Session session;
    private final Speaker speaker;
    private final Namespace namespace;
    private final String path;
    private final String id;
    private State state = State.CONNECTING;
    private int questions;
    private @Nullable List<Outbound> held = new ArrayList<>(0);
    private int heldBytes;
    private @Nullable Disposable admission;
    private @Nullable NamespaceClient client;
    private volatile @Nullable Object guest;

    private enum State {
        CONNECTING,
        OPEN,
        ENDED
    }

    Connection(Session session, Speaker speaker, Namespace namespace, String path, String id) {
        this.session = session;
        this.speaker = speaker;
        this.namespace = namespace;
        this.path = path;
        this.id = id;
    }

    public String id() {
        return id;
    }

    public String namespace() {
        return path;
    }

    public Visitor visitor() {
        return speaker.visitor();
    }

    public EventLoop loop() {
        return session.loop();
    }

    /** When it was last heard of, by {@link Ticks#nanos}. */
    public long heardAt() {
        return session.heardAt();
    }

    /** What the namespace's handler keeps of it. */
    public @Nullable Object guest() {
        return guest;
    }

    public void guest(Object ofThis) {
        guest = ofThis;
    }

    public synchronized boolean isOpen() {
        return state == State.OPEN;
    }

    public synchronized boolean hasEnded() {
        return state == State.ENDED || session.hasEnded();
    }

    /** A client that never answers must not make us remember questions without end. */
    synchronized boolean beginQuestion() {
        boolean may = state == State.OPEN && questions < MOST_QUESTIONS;
        questions += may ? 1 : 0;
        return may;
    }

    synchronized void endQuestion() {
        questions--;
    }

    void admission(Disposable underWay) {
        admission = underWay;
    }

    /** Sends it, or keeps it until the connection is open. */
    public void push(Outbound packet) {
        if (isToSendNow(packet)) {
            session.push(packet);
        }
    }

    /** What {@link #push} would send now; what it would keep is kept, unless it may be dropped. */
    public synchronized boolean isToSendNow(Outbound packet) {
        if (state == State.CONNECTING && held != null && !packet.droppable()) {
            heldBytes += packet.bytes();
            if (held.size() < MOST_HELD && heldBytes <= MOST_HELD_BYTES) {
                held.add(packet);
            } else {
                end(CloseCause.TOO_SLOW);
            }
        }
        return state == State.OPEN;
    }

    public Session session() {
        return session;
    }

    /** A final cause is told before the transport closes, so that the client stays away. */
    public void end(CloseCause cause) {
        if (cause.isFinal() && isOpen()) {
            session.push(speaker.writer().disconnected(path));
        }
        session.end(cause);
    }

    /** @return whether it came to that */
    boolean open() {
        synchronized (this) {
            if (state != State.CONNECTING || session.hasEnded()) {
                return false;
            }
            client = session.addNamespaceClient(namespace);
            session.push(speaker.writer().connected(path, Map.of("sid", id)));
            List<Outbound> waiting = held == null ? List.of() : held;
            held = null;
            waiting.forEach(session::push);
            // What waited may have been too much at once: then it has ended by now, and stays so.
            state = state == State.CONNECTING ? State.OPEN : state;
            return state == State.OPEN;
        }
    }

    /** The other side leaves; the library takes it out of the namespace, which then tells {@link SocketIo}. */
    void leave() {
        NamespaceClient left = client;
        if (left != null) {
            left.onDisconnect();
        }
    }

    /** @return whether it had not ended before */
    boolean ended() {
        synchronized (this) {
            if (state == State.ENDED) {
                return false;
            }
            state = State.ENDED;
            held = null;
        }
        if (admission != null) {
            admission.dispose();
        }
        return true;
    }

    NamespaceClient client() {
        if (client == null) {
            throw new IllegalStateException("The connection is not open yet");
        }
        return client;
    }
}
