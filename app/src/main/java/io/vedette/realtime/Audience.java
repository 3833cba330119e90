package io.vedette.realtime;

import io.vedette.realtime.recovery.Receivers;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/** Whom something is for that can be told again: now, and when they come back. */
public final class Audience {
    private final Receivers receivers;

    private Audience(Receivers receivers) {
        this.receivers = receivers;
    }

    /** Whoever is in the room; who comes back must have been entitled to be there since before it happened. */
    public static Audience in(Room room) {
        return new Audience(new Receivers.InRoom(room.name()));
    }

    /** These, named as it happens. */
    public static Audience devices(Collection<UUID> ids) {
        return new Audience(new Receivers.Devices(Set.copyOf(ids)));
    }

    Receivers receivers() {
        return receivers;
    }
}
