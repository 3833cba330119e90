package io.vedette.motion;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What the camera says when it is over; its metadata comes on top of what there is. */
record EndMotion(
        UUID eventId,
        @Nullable Instant endedAt,
        @Nullable UUID videoId,
        @Nullable ObjectNode metadata) {}
