package io.vedette.streams;

import java.util.UUID;

/** Which session. */
record StreamAt(UUID streamId) {}
