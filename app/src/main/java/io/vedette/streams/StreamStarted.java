package io.vedette.streams;

import io.vedette.platform.bus.Kind;
import java.util.UUID;

/** The camera has accepted. */
@Kind("stream.started")
public record StreamStarted(String userId, StreamSession session) implements StreamFact {
    @Override
    public UUID sessionId() {
        return session.id();
    }
}
