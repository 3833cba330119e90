package io.vedette.streams;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Counts what this node does about sessions. */
@Component
final class StreamMeters {
    private final Counter requested;
    private final Counter started;

    StreamMeters(MeterRegistry meters) {
        this.requested = meters.counter("vedette.stream.requested");
        this.started = meters.counter("vedette.stream.started");
    }

    void requested() {
        requested.increment();
    }

    void started() {
        started.increment();
    }
}
