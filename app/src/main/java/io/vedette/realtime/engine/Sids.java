package io.vedette.realtime.engine;

import java.util.Optional;
import java.util.UUID;

/** Session ids: secrets, made by us alone. */
final class Sids {
    private Sids() {}

    static Optional<UUID> parse(String sid) {
        try {
            return Optional.of(UUID.fromString(sid));
        } catch (IllegalArgumentException notOfOurs) {
            return Optional.empty();
        }
    }
}
