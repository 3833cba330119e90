package io.vedette.media.livekit;

import io.vedette.media.Holder;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What LiveKit calls a device. The version of its token is part of that: whoever comes with the name of somebody inside takes
 * their place and is given tokens as they have them, so an old one must not have the name of a new one.
 */
record Participant(String identity) {
    private static final String PREFIX = "device:";

    static Participant of(Holder holder) {
        return new Participant(PREFIX + holder.text());
    }

    static Participant read(JsonNode said) {
        return new Participant(said.path("identity").asString(""));
    }

    boolean isDevice() {
        return identity.startsWith(PREFIX);
    }

    /** Nobody where it isn't one of ours. */
    Optional<Holder> holder() {
        return Holder.parse(identity.substring(PREFIX.length()));
    }
}
