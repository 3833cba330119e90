package io.vedette.motion;

import io.vedette.motion.Event.Severity;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What a camera says when motion begins. */
record StartMotion(
        @Size(max = 200) @Nullable String title,
        @Nullable Severity severity,
        @Nullable Instant startedAt,
        @Nullable ObjectNode metadata) {}
