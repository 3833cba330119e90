package io.vedette.webhooks;

import io.vedette.platform.json.Change;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is to be different from now on. */
record PatchWebhook(
        UUID webhookId,

        @Size(min = 1, max = WebhookTargets.LONGEST) @Nullable
        String url,

        @Size(min = 1, max = 20) @Nullable List<WebhookEvent> events,
        Change<@Size(max = 500) String> description,
        Webhook.@Nullable Status status) {
    @Override
    public String toString() {
        return "PatchWebhook[" + webhookId + "]";
    }
}
