package io.vedette.streams.ending;

import io.vedette.streams.StreamSession.EndReason;
import org.jspecify.annotations.Nullable;

/** Why a session ends. */
public record Cause(EndReason reason, @Nullable String detail) {
    static Cause of(EndReason reason) {
        return new Cause(reason, null);
    }
}
