package io.vedette.streams;

import io.vedette.platform.bus.Kind;
import java.util.List;
import java.util.UUID;

/**
 * A session is over.
 *
 * @param receivers who took part in it or watched, as it ended
 */
@Kind("stream.ended")
public record StreamEnded(String userId, StreamSession session, List<UUID> receivers) implements StreamFact {
    public StreamEnded {
        receivers = List.copyOf(receivers);
    }

    @Override
    public UUID sessionId() {
        return session.id();
    }
}
