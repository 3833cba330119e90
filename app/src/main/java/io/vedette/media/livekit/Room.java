package io.vedette.media.livekit;

import java.util.Optional;
import java.util.UUID;

/** What LiveKit calls sessions. */
final class Room {
    private static final String PREFIX = "vedette-";

    private Room() {}

    static String of(UUID session) {
        return PREFIX + session;
    }

    /** None where it is nobody's session. */
    static Optional<UUID> session(String room) {
        try {
            return room.startsWith(PREFIX)
                    ? Optional.of(UUID.fromString(room.substring(PREFIX.length())))
                    : Optional.empty();
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
