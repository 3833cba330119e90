package io.vedette.media.mediamtx;

import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/** What MediaMTX calls a session: short, as it stands in every token, and SRT has little room for them. */
record Path(String name) {
    private static final String PREFIX = "v-";

    static Path of(UUID session) {
        return new Path(PREFIX + session);
    }

    /** None where it is nobody's session. */
    static Optional<UUID> session(String name) {
        try {
            return name.startsWith(PREFIX)
                    ? Optional.of(UUID.fromString(name.substring(PREFIX.length())))
                    : Optional.empty();
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    URI below(URI base, String rest) {
        return URI.create(base.toString().replaceAll("/+$", "") + "/" + name + rest);
    }
}
