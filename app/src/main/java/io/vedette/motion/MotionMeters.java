package io.vedette.motion;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Counts what this node writes down of motion. */
@Component
final class MotionMeters {
    /** Whose doing it was that motion is over. */
    enum EndedBy {
        CAMERA,
        TIME,
        DEVICE
    }

    private final MeterRegistry meters;
    private final Counter started;

    MotionMeters(MeterRegistry meters) {
        this.meters = meters;
        this.started = meters.counter("vedette.motion.started");
    }

    void started() {
        started.increment();
    }

    void ended(EndedBy by, int events) {
        meters.counter("vedette.motion.ended", "by", by.name().toLowerCase(Locale.ROOT))
                .increment(events);
    }
}
