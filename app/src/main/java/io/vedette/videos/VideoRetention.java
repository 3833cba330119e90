package io.vedette.videos;

import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.platform.ops.Retention;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Old videos go. */
@Component
final class VideoRetention extends Retention {
    private final VideoSpace space;

    VideoRetention(VideoSpace space, VideoSettings settings, MeterRegistry meters) {
        super(settings.retention(), "vedette.video.forgotten", meters);
        this.space = space;
    }

    @Override
    protected Mono<Long> forget(Duration olderThan, int most) {
        return space.freeOld(olderThan, most);
    }
}
