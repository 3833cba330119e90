package io.vedette.streams;

import io.vedette.platform.bus.Kind;
import java.util.UUID;

/** Another client of the camera's watches a session. */
@Kind("stream.viewer_came")
public record ViewerCame(String userId, UUID sessionId, UUID deviceId) implements StreamFact {}
