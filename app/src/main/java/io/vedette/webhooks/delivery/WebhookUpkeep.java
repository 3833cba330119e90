package io.vedette.webhooks.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.platform.ops.Retention;
import io.vedette.webhooks.WebhookSettings;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Forgets what was settled long ago, and all of webhooks that are no more. */
@Component
public final class WebhookUpkeep extends Retention {
    private final WebhookUpkeepTable table;

    WebhookUpkeep(WebhookUpkeepTable table, WebhookSettings settings, MeterRegistry meters) {
        super(settings.retention(), "vedette.webhook.forgotten", meters);
        this.table = table;
    }

    @Override
    protected Mono<Long> forget(Duration olderThan, int most) {
        return table.forgetOfGone(most)
                .flatMap(gone -> gone < most
                        ? table.forgetGone().then(table.forget(olderThan, most)).map(old -> Math.max(gone, old))
                        : Mono.just(gone));
    }
}
