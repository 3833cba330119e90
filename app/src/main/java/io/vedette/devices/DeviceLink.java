package io.vedette.devices;

import java.time.Instant;
import java.util.UUID;

/** A client that may watch and command a camera, both of one person. */
public record DeviceLink(UUID id, UUID cameraDeviceId, UUID clientDeviceId, Instant createdAt) {}
