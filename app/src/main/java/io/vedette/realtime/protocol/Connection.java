package io.vedette.realtime.protocol;

import com.corundumstudio.socketio.namespace.Namespace;
import com.corundumstudio.socketio.transport.NamespaceClient;
import io.netty.channel.EventLoop;
import io.vedette.platform.ops.Ticks;
import io.vedette.realtime.engine.CloseCause;
import io.vedette.realtime.engine.Doorway.Visitor;
import io.vedette.realtime.engine.Outbound;
import io.vedette.realtime.engine.Session;
import io.vedette.realtime.engine.Supply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/** A session in one namespace, known to others by an id that opens nothing. */
public final class Connection {
    private static final int MOST_HELD = 1_000;
    private static final int MOST_HELD_BYTES = 1 << 20;
    private static final int MOST_QUESTIONS = 64;
    /** Of what has no number: it comes after all that has one. */
    private static final long NO_NUMBER = Long.MAX_VALUE;

    private final Session session;
    private final Speaker speaker;
    private final Namespace namespace;
    private final String path;
    private volatile String id;
    private State state = State.CONNECTING;
    private int questions;
    private @Nullable List<Held> held = new ArrayList<>(0);
    private int heldBytes;
    private long floor;
    private @Nullable Opening opening;
    private @Nullable Disposable admission;
    private @Nullable NamespaceClient client;
    private volatile @Nullable Object guest;
    private volatile boolean left;

    /** What waits until it is open and has been given what it missed. */
    private record Held(Outbound packet, long number) {}

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
    public boolean isToSendNow(Outbound packet) {
        return isToSendNow(packet, NO_NUMBER);
    }

    /** The same for one of many that are numbered; it is neither sent nor kept when the client has it, or is given it anyway. */
    public boolean isToSendNow(Outbound packet, long number) {
        synchronized (this) {
            if (held == null || number <= floor) {
                return state == State.OPEN && number > floor;
            }
            if (packet.droppable() || hold(packet, number)) {
                return false;
            }
        }
        end(CloseCause.TOO_SLOW);
        return false;
    }

    private boolean hold(Outbound packet, long number) {
        List<Held> all = Objects.requireNonNull(held);
        heldBytes += packet.bytes();
        return all.size() < MOST_HELD && heldBytes <= MOST_HELD_BYTES && all.add(new Held(packet, number));
    }

    /** Before it opens. What waits by now and is given to it anyway, waits no longer. */
    public synchronized void opensWith(Opening with) {
        opening = with;
        id = with.sid();
        floor = with.floor();
        if (held != null) {
            held.removeIf(waiting -> waiting.number() <= floor);
            heldBytes =
                    held.stream().mapToInt(waiting -> waiting.packet().bytes()).sum();
        }
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

    /** @param ready it is connected, has been given what it missed, and is sent the rest as it comes; unless it ends before */
    void open(Runnable ready) {
        Opening with = opening;
        boolean missed = with != null && with.missed().hasNext();
        synchronized (this) {
            if (state != State.CONNECTING || session.hasEnded()) {
                return;
            }
            client = session.addNamespaceClient(namespace);
            state = State.OPEN;
            session.push(greeting(with, missed, () -> loop().execute(() -> release(ready))));
        }
        if (!missed) {
            release(ready);
        }
    }

    private Outbound greeting(@Nullable Opening with, boolean missed, Runnable given) {
        opening = null;
        if (with == null) {
            return speaker.writer().connected(path, Map.of("sid", id));
        }
        Outbound greeting = speaker.writer().connected(path, Map.of("sid", id, "pid", with.pid()));
        return missed ? greeting.followedBy(new Supply(with.missed(), given)) : greeting;
    }

    private void release(Runnable ready) {
        synchronized (this) {
            List<Held> waiting = held == null ? List.of() : held;
            held = null;
            waiting.forEach(each -> session.push(each.packet()));
            // What waited may have been too much at once: then it has ended by now.
            if (state != State.OPEN) {
                return;
            }
        }
        ready.run();
    }

    /** Whether it ends because the other side wants it to. */
    public boolean hasLeft() {
        return left;
    }

    /** The other side leaves; the library takes it out of the namespace, which then tells {@link SocketIo}. */
    void leave() {
        NamespaceClient leaving = client;
        left = true;
        if (leaving != null) {
            leaving.onDisconnect();
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
