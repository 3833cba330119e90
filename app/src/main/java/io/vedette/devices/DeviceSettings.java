package io.vedette.devices;

import io.vedette.platform.settings.Settings;
import io.vedette.platform.settings.Variable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How many devices and links a person may have. */
@Settings
public record DeviceSettings(
        @Variable(name = "DEVICES_PER_USER", fallback = "1000", about = "How many devices one user may register.")
        @Min(1)
        int devicesPerUser,

        @Variable(
                name = "LINKS_PER_USER",
                fallback = "10000",
                about =
                        "How many links between devices one user may make; 10000 at most, as a socket is in no more rooms.")
        @Min(1)
        @Max(10_000)
        int linksPerUser) {}
