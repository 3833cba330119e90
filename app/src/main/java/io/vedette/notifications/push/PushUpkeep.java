package io.vedette.notifications.push;

import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.platform.ops.Retention;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Forgets whom it told what long ago, and looks how much waits. */
@Component
final class PushUpkeep extends Retention {
    private static final Duration AGE = Duration.ofDays(1);

    private final PushTable table;
    private final PushMeters meters;

    PushUpkeep(PushTable table, PushMeters meters, MeterRegistry registry) {
        super(AGE, "vedette.push.forgotten", registry);
        this.table = table;
        this.meters = meters;
    }

    @Override
    protected Mono<Long> forget(Duration olderThan, int most) {
        return table.waiting().doOnNext(meters::measured).then(table.forget(olderThan, most));
    }
}
