package io.vedette.webhooks;

import io.vedette.platform.settings.Settings;
import io.vedette.platform.settings.Variable;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Where webhooks may lead, how many there may be, and how much is kept of them. */
@Settings
public record WebhookSettings(
        @Variable(
                name = "WEBHOOK_ALLOW_PRIVATE",
                fallback = "false",
                about =
                        "Whether webhooks may lead to this machine and to networks behind it; whoever has an account could call what is there.")
        boolean allowPrivate,

        @Variable(name = "WEBHOOKS_PER_USER", fallback = "20", about = "How many webhooks one user may have.") @Min(1)
        int perUser,

        @Variable(
                name = "DELIVERIES_PER_WEBHOOK",
                fallback = "10000",
                about = "How many deliveries may wait for one webhook; of more the oldest are parked.")
        @Min(1)
        int pending,

        @Variable(
                name = "WEBHOOK_RETENTION",
                fallback = "30d",
                about = "How long deliveries stay in the lists once they are delivered or parked.")
        Duration retention) {

    public WebhookSettings {
        if (retention.toMillis() < 1) {
            throw new IllegalArgumentException("WEBHOOK_RETENTION must be longer than nothing");
        }
    }
}
