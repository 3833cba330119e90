package io.vedette.platform.bus;

import io.vedette.platform.ops.Rounds;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Has everybody catch up once a second, as long as the bus may not have told all. */
@Component
final class CatchUps extends Rounds {
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    private final Bus bus;
    private final List<CatchUp> all;

    CatchUps(Bus bus, List<CatchUp> all) {
        super(BETWEEN);
        this.bus = bus;
        this.all = all;
    }

    @Override
    protected Mono<Duration> round() {
        return bus.isWell()
                ? Mono.just(BETWEEN)
                : Flux.fromIterable(all).concatMapDelayError(CatchUp::catchUp).then(Mono.just(BETWEEN));
    }
}
