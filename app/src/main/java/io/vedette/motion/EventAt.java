package io.vedette.motion;

import java.util.UUID;

/** Which event. */
record EventAt(UUID eventId) {}
