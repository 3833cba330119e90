package io.vedette.devices.link;

import java.util.UUID;

/** Which link. */
record LinkAt(UUID linkId) {}
