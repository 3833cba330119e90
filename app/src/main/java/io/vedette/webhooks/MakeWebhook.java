package io.vedette.webhooks;

import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where somebody wants to be told, and of what. */
record MakeWebhook(
        @Size(min = 1, max = WebhookTargets.LONGEST) String url,
        @Size(min = 1, max = 20) List<WebhookEvent> events,
        @Size(max = 500) @Nullable String description) {
    @Override
    public String toString() {
        return "MakeWebhook" + events;
    }
}
