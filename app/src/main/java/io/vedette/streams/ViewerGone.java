package io.vedette.streams;

import io.vedette.platform.bus.Kind;
import java.util.UUID;

/** A client that watched a session may not do so any more. */
@Kind("stream.viewer_gone")
public record ViewerGone(String userId, UUID sessionId, UUID deviceId) implements StreamFact {}
