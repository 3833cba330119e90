package io.vedette.realtime.recovery;

import io.vedette.platform.ops.Rounds;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Lets the memory forget what has become too old. */
public final class Forgetting extends Rounds {
    private static final Duration LONGEST_REST = Duration.ofSeconds(10);
    private static final int ROUNDS_PER_WINDOW = 20;

    private final MemoryLog memory;
    private final Duration rest;

    public Forgetting(MemoryLog memory, Duration window) {
        super(LONGEST_REST);
        this.memory = memory;
        Duration part = window.dividedBy(ROUNDS_PER_WINDOW);
        this.rest = part.compareTo(LONGEST_REST) < 0 ? part.plusMillis(1) : LONGEST_REST;
    }

    @Override
    protected Mono<Duration> round() {
        return Mono.fromRunnable(memory::forgetTheOld).thenReturn(rest);
    }
}
