package io.vedette.commands;

import io.vedette.platform.ops.Rounds;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Settles what nobody answered in time. Every node looks; a command is settled by the one that comes first. */
@Component
final class Expiry extends Rounds {
    static final int BATCH = 500;

    private static final Duration REST = Duration.ofSeconds(1);

    private final SettlingTable settling;

    Expiry(SettlingTable settling) {
        super(REST);
        this.settling = settling;
    }

    @Override
    protected Mono<Duration> round() {
        return settling.expire(BATCH).map(settled -> settled < BATCH ? REST : Duration.ZERO);
    }
}
