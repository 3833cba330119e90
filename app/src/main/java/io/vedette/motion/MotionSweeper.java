package io.vedette.motion;

import io.vedette.motion.MotionMeters.EndedBy;
import io.vedette.platform.ops.Rounds;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Ends what a camera has left open. Every node looks; an event is ended by the one that comes first. */
@Component
final class MotionSweeper extends Rounds {
    static final int BATCH = 500;

    private static final Duration LONGEST_REST = Duration.ofSeconds(5);

    private final MotionTable motion;
    private final MotionSettings settings;
    private final MotionMeters meters;

    MotionSweeper(MotionTable motion, MotionSettings settings, MotionMeters meters) {
        super(LONGEST_REST);
        this.motion = motion;
        this.settings = settings;
        this.meters = meters;
    }

    @Override
    protected Mono<Duration> round() {
        return motion.endOverdue(settings.maxDuration(), BATCH)
                .doOnNext(ended -> meters.ended(EndedBy.TIME, ended))
                .map(ended -> ended < BATCH ? rest() : Duration.ZERO);
    }

    /** A tenth of how long motion may last is soon enough. */
    private Duration rest() {
        Duration tenth = settings.maxDuration().dividedBy(10);
        return tenth.compareTo(LONGEST_REST) < 0 ? tenth : LONGEST_REST;
    }
}
