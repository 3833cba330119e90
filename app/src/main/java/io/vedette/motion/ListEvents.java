package io.vedette.motion;

import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which of one's events: all, or those of a device, of a kind, in a state, that began in a time. */
record ListEvents(
        @Nullable UUID deviceId,

        @Pattern(regexp = "[a-z][a-z0-9_.-]{0,63}") @Nullable
        String type,

        Event.@Nullable Status status,
        Event.@Nullable Severity severity,
        @Nullable Instant from,
        @Nullable Instant to) {}
