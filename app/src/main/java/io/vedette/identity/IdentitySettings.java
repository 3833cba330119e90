package io.vedette.identity;

import io.vedette.platform.settings.Settings;
import io.vedette.platform.settings.Variable;

/** What people must do before they are let in. */
@Settings
public record IdentitySettings(
        @Variable(
                name = "AUTH_REQUIRE_EMAIL_VERIFICATION",
                fallback = "false",
                about = "Whether people must prove their address with a mailed code before a password lets them in.")
        boolean requiresVerification) {}
