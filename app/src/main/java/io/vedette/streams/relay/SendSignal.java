package io.vedette.streams.relay;

import io.vedette.platform.operation.PassedOn;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What one end of a session says to the other; the server doesn't read it.
 *
 * @param toDeviceId to which of those who watch, where that is not who asked for the stream
 */
record SendSignal(
        UUID streamSessionId,
        @PassedOn(kib = 64) JsonNode data,
        @Nullable UUID toDeviceId) {}
