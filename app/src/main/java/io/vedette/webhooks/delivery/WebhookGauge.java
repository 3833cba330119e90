package io.vedette.webhooks.delivery;

import io.vedette.platform.ops.Rounds;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Looks now and then how many webhooks fail and how much waits, and when one begins or ceases to fail. */
@Component
final class WebhookGauge extends Rounds {
    private static final Duration REST = Duration.ofSeconds(15);

    private final WebhookUpkeepTable table;
    private final WebhookMeters meters;

    WebhookGauge(WebhookUpkeepTable table, WebhookMeters meters) {
        super(REST);
        this.table = table;
        this.meters = meters;
    }

    @Override
    protected Mono<Duration> round() {
        return table.measure().doOnNext(meters::measured).thenReturn(REST);
    }
}
