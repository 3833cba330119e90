package io.vedette.streams;

import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which session is to end, and why. */
record EndStream(UUID streamId, @Size(max = 500) @Nullable String reason) {}
