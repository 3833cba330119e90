package io.vedette.streams;

import io.vedette.platform.bus.Fact;
import java.util.UUID;

/** Something happened to a session; all about one session is announced in order. */
public sealed interface StreamFact extends Fact
        permits StreamRequested, StreamStarted, StreamEnded, ViewerCame, ViewerGone {
    String userId();

    UUID sessionId();

    @Override
    default String key() {
        return "stream:" + sessionId();
    }
}
