package io.vedette.realtime;

import io.vedette.platform.operation.Caller;
import io.vedette.platform.operation.Sender;
import io.vedette.platform.ops.Ticks;
import io.vedette.realtime.engine.CloseCause;
import io.vedette.realtime.protocol.Connection;
import java.time.Duration;
import java.util.List;
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
        speech.tell(connection, push, payload);
    }

    /** Awaits the client's acknowledgement, and gives its first argument. */
    public <T> Mono<JsonNode> ask(Push<T> push, T payload, Duration patience) {
        return speech.ask(connection, push, List.of(payload), patience);
    }

    public void end(CloseCause cause) {
        connection.end(cause);
    }
}
