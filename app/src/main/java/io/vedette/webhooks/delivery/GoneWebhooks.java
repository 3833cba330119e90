package io.vedette.webhooks.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.platform.ops.Retention;
import io.vedette.platform.ops.Rounds;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Removes webhooks that are no more: first all that was to be sent to them, few at a time so that nobody waits for it. */
@Component
public final class GoneWebhooks extends Rounds {
    static final String FORGOTTEN = "vedette.webhook.forgotten";

    private static final Duration REST = Duration.ofMinutes(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
    /** While something is left, such as what was being sent as its webhook went. */
    private static final Duration REST_WITH_SOME_LEFT = Duration.ofMillis(200);

    private final WebhookUpkeepTable table;
    private final Counter forgotten;

    GoneWebhooks(WebhookUpkeepTable table, MeterRegistry meters) {
        super(AFTER_FAILURE);
        this.table = table;
        this.forgotten = meters.counter(FORGOTTEN);
    }

    @Override
    protected Mono<Duration> round() {
        return table.forgetOfGone(Retention.BATCH)
                .doOnNext(forgotten::increment)
                .flatMap(removed -> removed < Retention.BATCH ? table.forgetGone() : Mono.just(removed))
                .map(left -> left == 0 ? REST : REST_WITH_SOME_LEFT);
    }
}
