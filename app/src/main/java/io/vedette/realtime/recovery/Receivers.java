package io.vedette.realtime.recovery;

import java.util.Set;
import java.util.UUID;

/** Whom an entry is for. Says names and not sockets: it is asked again when somebody comes back, wherever that is. */
public sealed interface Receivers {
    /** Whoever is in it then, and has been since before the entry's fact. */
    record InRoom(String room) implements Receivers {}

    /** These, whatever becomes of them. */
    record Devices(Set<UUID> ids) implements Receivers {
        public Devices {
            ids = Set.copyOf(ids);
        }
    }
}
