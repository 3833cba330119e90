package io.vedette.streams.relay;

import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** What the other end of a session says. */
record SignalTold(UUID streamSessionId, JsonNode data, UUID fromDeviceId) {}
