package io.vedette.devices.presence;

import io.vedette.devices.Device;
import java.time.Instant;

/** The device as it is now, and the time to set its clock by. */
record HeartbeatTaken(Device device, Instant serverTime) {}
