package io.vedette.webhooks;

import io.vedette.platform.operation.NotKept;

/** A new webhook with its secret, which is shown only here. */
record NewWebhook(Webhook webhook, @NotKept String secret) {
    @Override
    public String toString() {
        return "NewWebhook[" + webhook.id() + "]";
    }
}
