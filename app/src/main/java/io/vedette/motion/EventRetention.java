package io.vedette.motion;

import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.platform.ops.Retention;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Old events go. */
@Component
final class EventRetention extends Retention {
    private final EventTable events;

    EventRetention(EventTable events, MotionSettings settings, MeterRegistry meters) {
        super(settings.retention(), "vedette.event.forgotten", meters);
        this.events = events;
    }

    @Override
    protected Mono<Long> forget(Duration olderThan, int most) {
        return events.forget(olderThan, most);
    }
}
