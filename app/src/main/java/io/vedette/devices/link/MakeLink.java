package io.vedette.devices.link;

import java.util.UUID;

/** Lets a client watch and command a camera. */
record MakeLink(UUID cameraDeviceId, UUID clientDeviceId) {}
