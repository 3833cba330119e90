package io.vedette.realtime;

import io.vedette.realtime.recovery.Position;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What somebody who connects shows of an earlier connection. None of it needs to be true.
 *
 * @param pid of the pass that it was given
 * @param offset the last that its library has seen
 * @param asks whether it asks by itself to be told what it missed, and so awaits an answer
 * @param since the last offset that it has seen, if it asks
 */
record Shown(@Nullable String pid, Optional<Position> offset, boolean asks, Optional<Position> since) {
    static Shown in(JsonNode auth) {
        return new Shown(
                text(auth, "pid"),
                Position.of(text(auth, "offset")),
                auth.has("since"),
                Position.of(text(auth, "since")));
    }

    private static @Nullable String text(JsonNode auth, String name) {
        JsonNode value = auth.path(name);
        return value.isString() ? value.stringValue() : null;
    }

    /** The latest of these and that one, as far as they are in the same log. */
    Position latest(Position known) {
        Position latest = offset.filter(seen -> seen.isAfter(known)).orElse(known);
        return since.filter(seen -> seen.isAfter(latest)).orElse(latest);
    }
}
