package io.vedette.streams;

import io.vedette.platform.bus.Kind;
import java.util.UUID;

/** A client asks a camera for live pictures. */
@Kind("stream.requested")
public record StreamRequested(String userId, StreamSession session) implements StreamFact {
    @Override
    public UUID sessionId() {
        return session.id();
    }
}
