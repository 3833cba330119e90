package io.vedette.streams;

import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which camera a client wants to see, and what for. */
record RequestStream(
        UUID cameraDeviceId, @Size(max = 500) @Nullable String reason) {}
