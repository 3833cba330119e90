package io.vedette.devices.presence;

import io.vedette.platform.settings.Settings;
import io.vedette.platform.settings.Variable;
import java.time.Duration;

/** How long somebody who is silent or away still counts as being there. */
@Settings
record PresenceSettings(
        @Variable(
                name = "PRESENCE_TIMEOUT",
                fallback = "90s",
                about = "How long a device without a socket is online after a heartbeat.")
        Duration timeout,

        @Variable(
                name = "PRESENCE_GRACE",
                fallback = "5s",
                about = "How long a device may be without a socket before it is offline.")
        Duration grace,

        @Variable(
                name = "PRESENCE_LEASE",
                fallback = "15s",
                about = "How long a node may be silent before its devices are offline.")
        Duration lease) {

    PresenceSettings {
        if (timeout.toMillis() < 1 || grace.toMillis() < 1 || lease.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "PRESENCE_TIMEOUT, PRESENCE_GRACE and PRESENCE_LEASE must be longer than nothing");
        }
    }
}
