package io.vedette.webhooks;

import io.vedette.platform.bus.Fact;
import io.vedette.platform.bus.Kind;
import java.util.UUID;

/** A webhook was made, changed, disabled or removed. */
@Kind("webhooks.changed")
public record WebhooksChanged(UUID webhookId, String userId) implements Fact {
    @Override
    public String key() {
        return "webhooks:" + userId;
    }
}
