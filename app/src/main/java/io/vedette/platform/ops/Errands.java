package io.vedette.platform.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** Work that somebody begins and nobody waits for. Who begins it bounds it; what breaks in it is told in the log. */
public final class Errands {
    private static final Logger log = LoggerFactory.getLogger(Errands.class);

    private final String name;
    private final AtomicInteger underWay = new AtomicInteger();

    public Errands(String name, MeterRegistry meters) {
        this.name = name;
        Gauge.builder("vedette.errands", underWay, AtomicInteger::get)
                .tag("errands", name)
                .register(meters);
    }

    /** Whoever disposes of it gives it up. */
    public Disposable begin(Mono<?> work) {
        underWay.incrementAndGet();
        return work.doFinally(_ -> underWay.decrementAndGet())
                .contextWrite(Dropped.UNNOTICED)
                .subscribe(null, error -> log.error("One of the {} broke", name, error));
    }
}
