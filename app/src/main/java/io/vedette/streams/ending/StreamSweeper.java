package io.vedette.streams.ending;

import io.vedette.platform.ops.Rounds;
import io.vedette.streams.StreamSettings;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Ends what nobody accepted in time, and what has lost a device. Every node looks; a session is ended by the one that comes first. */
@Component
final class StreamSweeper extends Rounds {
    static final int BATCH = 200;

    private static final Duration LONGEST_REST = Duration.ofSeconds(5);

    private final Endings endings;
    private final StreamSettings settings;

    StreamSweeper(Endings endings, StreamSettings settings) {
        super(LONGEST_REST);
        this.endings = endings;
        this.settings = settings;
    }

    @Override
    protected Mono<Duration> round() {
        return endings.isAnyDue(settings.orphanTimeout()).flatMap(due -> due ? sweep() : Mono.just(rest()));
    }

    private Mono<Duration> sweep() {
        return endings.late(BATCH)
                .flatMap(late -> endings.lost(settings.orphanTimeout(), BATCH)
                        .map(lost -> late < BATCH && lost < BATCH ? rest() : Duration.ZERO));
    }

    /** A tenth of the shorter time is soon enough. */
    private Duration rest() {
        Duration shorter = settings.requestTimeout().compareTo(settings.orphanTimeout()) < 0
                ? settings.requestTimeout()
                : settings.orphanTimeout();
        Duration tenth = shorter.dividedBy(10);
        return tenth.compareTo(LONGEST_REST) < 0 ? tenth : LONGEST_REST;
    }
}
