package io.vedette.streams.relay;

import java.time.Instant;
import java.util.UUID;

/** One picture of a session, as JPEG. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
record FrameTold(UUID streamSessionId, byte[] frame, Instant at) {}
