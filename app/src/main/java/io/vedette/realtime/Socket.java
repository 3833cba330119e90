package io.vedette.realtime;

import io.vedette.platform.operation.Caller;
import io.vedette.platform.operation.Sender;
import io.vedette.platform.ops.Ticks;
import io.vedette.realtime.engine.CloseCause;
import io.vedette.realtime.protocol.Connection;
import io.vedette.realtime.recovery.Hold;
import io.vedette.realtime.recovery.Pass;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** One connected socket of a proven caller. */
public final class Socket {
    private final Connection connection;
    private final Caller caller;
    private final Sender sender;
    private final Speech speech;
    private final Turns turns;
    private final Pace pace;
    private volatile long heardAt;
    private volatile @Nullable Hold hold;
    /** Only until it has been given what it missed: since which fact it may be in a room. */
    private volatile @Nullable Map<Room, Long> memberships;

    Socket(Connection connection, Caller caller, Sender sender, Speech speech, Pace pace) {
        this.connection = connection;
        this.caller = caller;
        this.sender = sender;
        this.speech = speech;
        this.turns = new Turns(task -> connection.loop().execute(task));
        this.pace = pace;
        this.heardAt = Ticks.nanos();
    }

    /** Public: it opens nothing. */
    public String id() {
        return connection.id();
    }

    public Caller caller() {
        return caller;
    }

    Sender sender() {
        return sender;
    }

    Connection connection() {
        return connection;
    }

    /** Whose it is, where that is somebody who has devices. */
    @Nullable
    String account() {
        return caller instanceof Caller.Device device ? device.userId() : null;
    }

    boolean isOf(Set<UUID> devices) {
        return caller instanceof Caller.Device device && devices.contains(device.id());
    }

    @Nullable
    Hold hold() {
        return hold;
    }

    void hold(Hold ofThis) {
        hold = ofThis;
    }

    boolean has(Pass pass) {
        Hold own = hold;
        return own != null && own.pass().pid().equals(pass.pid());
    }

    void expectsReplay(boolean expected) {
        memberships = expected ? new ConcurrentHashMap<>() : null;
    }

    void member(Room room, long since) {
        Map<Room, Long> noted = memberships;
        if (noted != null && since > 0) {
            noted.put(room, since);
        }
    }

    /** The fact by which it came into the room, as far as that matters; 0 where it was always meant to be there. */
    long memberSince(Room room) {
        Map<Room, Long> noted = memberships;
        return noted == null ? 0 : noted.getOrDefault(room, 0L);
    }

    Turns turns() {
        return turns;
    }

    Pace pace() {
        return pace;
    }

    /** Whether it is connected and may be told things. */
    public boolean isOpen() {
        return connection.isOpen();
    }

    /** Nothing brings it back; {@link SocketWatcher#left} has been called, or is about to be. */
    public boolean hasEnded() {
        return connection.hasEnded();
    }

    /** When it came, or last sent an event, by {@link Ticks#nanos}. */
    public long heardAt() {
        return heardAt;
    }

    void heard(long now) {
        heardAt = now;
    }

    public <T> void tell(Push<T> push, T payload) {
        speech.tell(connection, push.fleeting(), payload);
    }

    /** Awaits the client's acknowledgement, and gives its first argument. */
    public <T> Mono<JsonNode> ask(Push<T> push, T payload, Duration patience) {
        return speech.ask(connection, push.fleeting(), payload, patience, UnaryOperator.identity());
    }

    /** The same for something that is worth nothing later, or of which it matters whether it was written. */
    public <T> Mono<JsonNode> ask(Push<T> push, T payload, Terms terms) {
        return speech.ask(
                connection,
                push.fleeting(),
                payload,
                terms.patience(),
                packet -> packet.under(terms.deadline(), terms.written()));
    }

    public void end(CloseCause cause) {
        connection.end(cause);
    }
}
