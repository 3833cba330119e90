package io.vedette.realtime;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.platform.failure.FailureException;
import io.vedette.realtime.protocol.Connection;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who is in which room on this node. Empty rooms are forgotten. What changes of a connection changes under its entry. */
@Component
public final class Rooms {
    private static final int MOST_ROOMS = 10_000;

    private final Map<Room, Set<Connection>> members = new ConcurrentHashMap<>();
    private final Map<Connection, Set<Room>> rooms = new ConcurrentHashMap<>();
    private final Speech speech;

    Rooms(Speech speech, MeterRegistry metrics) {
        this.speech = speech;
        Gauge.builder("vedette.socket.rooms", members, Map::size).register(metrics);
    }

    /**
     * From now on it is told what the room is told, though not before it is told that it is connected.
     *
     * @throws FailureException with {@link SocketProblem#TOO_MANY_ROOMS}
     */
    public void join(Socket socket, Room room) {
        join(socket, room, 0);
    }

    /**
     * The same, where it matters since when.
     *
     * @param since a number of the outbox: who comes back is told nothing in this room that happened by facts before that
     */
    public void join(Socket socket, Room room, long since) {
        socket.member(room, since);
        rooms.compute(socket.connection(), (connection, joined) -> {
            // Whoever ends it leaves all rooms after this, or has left them already.
            if (connection.hasEnded()) {
                return joined;
            }
            Set<Room> more = with(bounded(joined, room), room);
            members.compute(room, (_, inside) -> with(inside, connection));
            return more;
        });
    }

    public void leave(Socket socket, Room room) {
        rooms.computeIfPresent(socket.connection(), (connection, joined) -> {
            goOut(connection, room);
            return without(joined, room);
        });
    }

    /** Those that it is in now. */
    public Set<Room> of(Socket socket) {
        return Set.copyOf(rooms.getOrDefault(socket.connection(), Set.of()));
    }

    /** Encoded once, however many are there; in the order of the calls for each of them. */
    public <T> void tell(Room room, Push<T> push, T payload) {
        Collection<Connection> inside = inside(room);
        if (!inside.isEmpty()) {
            speech.tell(inside, push.fleeting(), payload);
        }
    }

    Collection<Connection> inside(Room room) {
        return members.getOrDefault(room, Set.of());
    }

    boolean isIn(Socket socket, Room room) {
        return inside(room).contains(socket.connection());
    }

    /** How many are in it, on this node. */
    public int size(Room room) {
        return members.getOrDefault(room, Set.of()).size();
    }

    void leaveAll(Connection connection) {
        rooms.computeIfPresent(connection, (_, joined) -> {
            joined.forEach(room -> goOut(connection, room));
            return null;
        });
    }

    private void goOut(Connection connection, Room room) {
        members.computeIfPresent(room, (_, inside) -> without(inside, connection));
    }

    private static @Nullable Set<Room> bounded(@Nullable Set<Room> joined, Room another) {
        if (joined != null && joined.size() >= MOST_ROOMS && !joined.contains(another)) {
            throw SocketProblem.TOO_MANY_ROOMS.because("A socket is in %d rooms at most", MOST_ROOMS);
        }
        return joined;
    }

    private static <T> Set<T> with(@Nullable Set<T> some, T one) {
        Set<T> more = some == null ? ConcurrentHashMap.newKeySet() : some;
        more.add(one);
        return more;
    }

    private static <T> @Nullable Set<T> without(Set<T> some, T one) {
        some.remove(one);
        return some.isEmpty() ? null : some;
    }
}
