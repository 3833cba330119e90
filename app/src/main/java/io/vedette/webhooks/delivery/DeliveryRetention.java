package io.vedette.webhooks.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.platform.ops.Retention;
import io.vedette.webhooks.WebhookSettings;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Forgets what was settled long ago. */
@Component
final class DeliveryRetention extends Retention {
    private final WebhookUpkeepTable table;

    DeliveryRetention(WebhookUpkeepTable table, WebhookSettings settings, MeterRegistry meters) {
        super(settings.retention(), GoneWebhooks.FORGOTTEN, meters);
        this.table = table;
    }

    @Override
    protected Mono<Long> forget(Duration olderThan, int most) {
        return table.forget(olderThan, most);
    }
}
