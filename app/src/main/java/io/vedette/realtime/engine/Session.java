package io.vedette.realtime.engine;

import com.corundumstudio.socketio.Transport;
import com.corundumstudio.socketio.protocol.Packet;
import com.corundumstudio.socketio.transport.NamespaceClient;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.vedette.platform.ops.Ticks;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One Engine.IO session. The library keeps its transports, its queue and its namespaces; here it is bounded, timed and
 * ended. What changes it may come from any thread, so it happens under its lock.
 */
public final class Session extends UntimedHead {
    private final Engine engine;
    private final Timing timing;
    private final Outbox outbox;

    private final Upgrade upgrade = new Upgrade();

    private volatile EventLoop loop;
    private volatile @Nullable CloseCause ended;
    private @Nullable Object speaker;
    private @Nullable Channel outlet;
    private boolean posting;

    Session(Engine engine, Library library, Transport transport, EventLoop loop) {
        super(engine, library, transport);
        this.engine = engine;
        this.loop = loop;
        this.outbox = new Outbox(getPacketsQueue(transport), engine.settings());
        this.timing = new Timing(engine.settings(), Ticks.nanos());
    }

    /** What speaks over this session keeps its own state here. */
    public @Nullable Object speaker() {
        return speaker;
    }

    public void speaker(Object ofThis) {
        speaker = ofThis;
    }

    /** Where all that comes in is handled. */
    public EventLoop loop() {
        return loop;
    }

    public boolean hasEnded() {
        return ended != null;
    }

    boolean endedBy(CloseCause cause) {
        return ended == cause;
    }

    /** Why it ended, once it has. */
    public Optional<CloseCause> ending() {
        return Optional.ofNullable(ended);
    }

    /** When it was last heard of, by {@link Ticks#nanos}. */
    public long heardAt() {
        return timing.heardAt();
    }

    Timing timing() {
        return timing;
    }

    /** Sends it, or keeps it until it can be sent; who lets too much wait is closed. */
    public void push(Outbound packet) {
        Channel channel = enqueue(packet);
        if (channel != null) {
            signal(channel);
        }
    }

    /** The packet waits; the channel that is given back is to be told. */
    @Nullable
    Channel enqueue(Outbound packet) {
        synchronized (this) {
            if (ended != null) {
                return null;
            }
            if (packet.droppable() && !isReady()) {
                engine.meters().dropped();
                return null;
            }
            if (outbox.hasRoomFor(packet)) {
                outbox.add(packet, engine.meters());
                return outlet;
            }
        }
        end(CloseCause.TOO_SLOW);
        return null;
    }

    private boolean isReady() {
        return outbox.holdsNothing() && outlet != null && outlet.isWritable();
    }

    /** Something waits that this channel may take. */
    void signal(Channel channel) {
        Transport transport = getCurrentTransport();
        if (channel.eventLoop().inEventLoop()) {
            SessionWriter.drain(this, channel, transport);
        } else {
            channel.eventLoop().execute(() -> SessionWriter.drain(this, channel, transport));
        }
    }

    /** What may go out over this channel now. */
    synchronized @Nullable Outbound next(Channel channel) {
        return channel.equals(outlet) && channel.isWritable() ? outbox.take(engine.meters()) : null;
    }

    /** All that still waits, for the last answer. */
    synchronized List<Outbound> rest() {
        return outbox.all();
    }

    @Override
    public @Nullable ChannelFuture send(Packet packet, Transport transport) {
        push((Outbound) packet);
        return null;
    }

    @Override
    public synchronized void bindChannel(Channel channel, Transport transport) {
        if (ended != null) {
            Wire.close(channel);
            return;
        }
        if (transport == getCurrentTransport()) {
            outlet = channel;
        }
        super.bindChannel(channel, transport);
    }

    /** Whether it could be: beside another, after an upgrade or the end, no poll would ever be answered. */
    synchronized boolean bindPoll(Channel channel) {
        boolean alone = ended == null && getCurrentTransport() == Transport.POLLING && outlet == null;
        if (alone) {
            bindChannel(channel, Transport.POLLING);
        }
        return alone;
    }

    @Override
    public synchronized void releasePollingChannel(Channel channel) {
        if (channel.equals(outlet)) {
            outlet = null;
            upgrade.pollEnds();
        }
        super.releasePollingChannel(channel);
    }

    /** Whether a poll waits for something to come. */
    synchronized boolean isPolled() {
        return getCurrentTransport() == Transport.POLLING && outlet != null;
    }

    /** One websocket at a time may succeed the polling. */
    synchronized boolean beginUpgrade(Channel websocket) {
        long deadline = Ticks.nanos() + engine.settings().upgradeDeadline().toNanos();
        boolean begun =
                ended == null && getCurrentTransport() == Transport.POLLING && upgrade.begin(websocket, deadline);
        if (begun) {
            bindChannel(websocket, Transport.WEBSOCKET);
        }
        return begun;
    }

    synchronized boolean probe() {
        return upgrade.probe();
    }

    /** While the websocket takes over, polls are sent home: the next thing comes where all will come. */
    void endPollIfUpgrading() {
        var _ = loop.schedule(
                () -> {
                    synchronized (this) {
                        if (isPolled() && rest().isEmpty() && upgrade.sendsHome(outlet)) {
                            push(Outbound.NOOP);
                        }
                    }
                },
                Upgrade.POLL_GOES_HOME.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** From the packet that asked for it on, the websocket is where everything goes. */
    boolean upgradeTo(Channel websocket) {
        synchronized (this) {
            // A body that is still being read would be overtaken.
            if (ended != null || posting || !upgrade.isProbed() || !upgrade.end(websocket)) {
                return false;
            }
            if (outlet != null) {
                HttpAnswers.refuse(outlet, Refusal.BAD_REQUEST);
                super.releasePollingChannel(outlet);
            }
            loop = websocket.eventLoop();
            super.upgradeCurrentTransport(Transport.WEBSOCKET);
            // Not before: what waits would be written while the library still takes this for a poll.
            outlet = websocket;
        }
        signal(websocket);
        engine.pulse(loop).add(this);
        engine.meters().upgraded();
        return true;
    }

    /** Whether the channel was only on its way to become this session's transport. */
    synchronized boolean cancelUpgrade(Channel websocket) {
        return upgrade.end(websocket);
    }

    /** Two bodies at a time would be in no order. */
    synchronized boolean beginPost() {
        boolean alone = !posting;
        posting = true;
        return alone;
    }

    synchronized void endPost() {
        posting = false;
    }

    /** Once; whatever is asked for later finds it ended. */
    public void end(CloseCause cause) {
        Channel last;
        synchronized (this) {
            if (ended != null) {
                return;
            }
            ended = cause;
            last = outlet;
            if (last == null) {
                engine.lastWords().keep(this, cause);
            }
            upgrade.close();
        }
        if (loop.inEventLoop()) {
            finish(last, cause);
        } else {
            loop.execute(() -> finish(last, cause));
        }
    }

    private void finish(@Nullable Channel last, CloseCause cause) {
        if (last != null) {
            engine.closing().close(this, last, cause);
        }
        super.onChannelDisconnect();
        engine.forget(this, cause);
    }

    synchronized void stopWriting() {
        outlet = null;
    }

    @Override
    public void disconnect() {
        end(CloseCause.CLIENT_CLOSED);
    }

    @Override
    public void onChannelDisconnect() {
        end(CloseCause.TRANSPORT_CLOSED);
    }

    @Override
    public void removeNamespaceClient(NamespaceClient client) {
        super.removeNamespaceClient(client);
        timing.emptied(Ticks.nanos());
    }

    /** One pass of the pulse looks at all that has a deadline here. */
    void beat(long now) {
        if (timing.isSilent(now)) {
            end(CloseCause.PING_TIMEOUT);
        } else if (!isInNamespace() && timing.isUnused(now)) {
            end(CloseCause.CONNECT_DEADLINE);
        } else if (timing.pingIsDue(now)) {
            push(Outbound.PING);
        }
        synchronized (this) {
            upgrade.closeIfLate(now);
        }
    }
}
