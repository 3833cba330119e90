package io.vedette.platform.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Forgets what is old, few at a time so that nobody waits for it. */
public abstract class Retention extends Rounds {
    public static final int BATCH = 1_000;

    private static final Duration BETWEEN_BATCHES = Duration.ofMillis(200);
    private static final Duration REST = Duration.ofMinutes(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

    private final @Nullable Duration age;
    private final Counter forgotten;

    /** @param age from when on something is old; with none all is kept */
    protected Retention(@Nullable Duration age, String metric, MeterRegistry meters) {
        super(AFTER_FAILURE);
        this.age = age;
        this.forgotten = meters.counter(metric);
    }

    /** Some of the oldest; gives how many. */
    protected abstract Mono<Long> forget(Duration olderThan, int most);

    @Override
    protected Mono<Duration> round() {
        return age == null
                ? Mono.just(REST)
                : forget(age, BATCH).doOnNext(forgotten::increment).map(gone -> gone < BATCH ? REST : BETWEEN_BATCHES);
    }
}
