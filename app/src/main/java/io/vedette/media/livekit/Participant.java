package io.vedette.media.livekit;

import io.vedette.media.Holder;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What LiveKit calls a device.
 *
 * @param version of the token that it had when it was let in: an attribute that it can't change itself
 */
record Participant(String identity, String version) {
    static final String VERSION = "version";
    private static final String PREFIX = "device:";

    static Participant of(Holder holder) {
        return new Participant(PREFIX + holder.device(), Integer.toString(holder.version()));
    }

    static Participant read(JsonNode said) {
        return new Participant(
                said.path("identity").asString(""),
                said.path("attributes").path(VERSION).asString(""));
    }

    boolean isDevice() {
        return identity.startsWith(PREFIX);
    }

    /** Nobody where it isn't said. */
    Optional<Holder> holder() {
        return Holder.parse(identity.substring(PREFIX.length()), version);
    }
}
