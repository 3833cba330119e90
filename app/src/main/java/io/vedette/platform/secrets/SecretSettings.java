package io.vedette.platform.secrets;

import io.vedette.platform.settings.Settings;
import io.vedette.platform.settings.Variable;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** A made-up secret would differ from node to node, hence the two variables that ask for a set one. */
@Settings
record SecretSettings(
        @Variable(
                name = "BETTER_AUTH_SECRET",
                aliases = "AUTH_SECRET",
                requiredWith = {"DATABASE_URL", "REDIS_URL"},
                shownDefault = "made once, kept in `DATA_DIR/secret`",
                about =
                        "What sessions are signed and secrets at rest are locked with: at least 32 random characters, the same on every node.")
        @Size(min = 32, message = "should be at least 32 characters long")
        @Nullable
        String secret) {
    @Override
    public String toString() {
        return "SecretSettings[secret=***]";
    }
}
