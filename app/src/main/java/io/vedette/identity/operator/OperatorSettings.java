package io.vedette.identity.operator;

import io.vedette.platform.settings.Settings;
import io.vedette.platform.settings.Variable;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/** With what the people who run the server prove themselves; without both, nobody can. */
@Settings
record OperatorSettings(
        @Variable(
                name = "ADMIN_USERNAME",
                requiredWith = "ADMIN_PASSWORD",
                shownDefault = "there is no operator",
                about = "The name of the one who runs the server.")
        @Pattern(regexp = "[^:]+", message = "should be a name without a colon")
        @Nullable
        String username,

        @Variable(
                name = "ADMIN_PASSWORD",
                requiredWith = "ADMIN_USERNAME",
                shownDefault = "there is no operator",
                about = "The password of the one who runs the server.")
        @Nullable
        String password) {
    @Override
    public String toString() {
        return "OperatorSettings[hidden]";
    }
}
