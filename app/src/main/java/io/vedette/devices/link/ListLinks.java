package io.vedette.devices.link;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which of one's links: all, or those of a device. */
record ListLinks(@Nullable UUID cameraDeviceId, @Nullable UUID clientDeviceId) {}
