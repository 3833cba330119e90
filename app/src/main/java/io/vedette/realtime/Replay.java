package io.vedette.realtime;

import io.vedette.realtime.engine.Outbound;
import io.vedette.realtime.recovery.Logged;
import io.vedette.realtime.recovery.Receivers;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What one socket missed, as it is its to know at the moment in which it is told. */
final class Replay implements Iterator<Outbound> {
    private final Socket socket;
    private final Rooms rooms;
    private final Function<Logged, Outbound> words;
    private final Queue<Logged> missed;
    private @Nullable Outbound last;
    private @Nullable Outbound next;

    /** @param last what comes behind it, if anything */
    Replay(Socket socket, Rooms rooms, List<Logged> missed, Function<Logged, Outbound> words, @Nullable Outbound last) {
        this.socket = socket;
        this.rooms = rooms;
        this.missed = new ArrayDeque<>(missed);
        this.words = words;
        this.last = last;
    }

    @Override
    public boolean hasNext() {
        while (next == null && !missed.isEmpty()) {
            Logged logged = missed.remove();
            next = isForIt(logged) ? words.apply(logged) : null;
        }
        if (next == null) {
            next = last;
            last = null;
        }
        return next != null;
    }

    @Override
    public Outbound next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        Outbound packet = next;
        next = null;
        return packet;
    }

    private boolean isForIt(Logged logged) {
        return switch (logged.entry().receivers()) {
            case Receivers.InRoom(String name) -> {
                Room room = new Room(name);
                yield rooms.isIn(socket, room)
                        && socket.memberSince(room) < logged.entry().fact();
            }
            case Receivers.Devices(var ids) -> socket.isOf(ids);
        };
    }
}
