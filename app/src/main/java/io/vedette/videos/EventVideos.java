package io.vedette.videos;

import static io.vedette.platform.failure.CommonProblem.NOT_FOUND;

import io.vedette.motion.Clip;
import io.vedette.motion.Clips;
import io.vedette.platform.operation.Caller;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Which videos show which events. */
@Component
final class EventVideos implements Clips {
    private final VideoTable videos;

    EventVideos(VideoTable videos) {
        this.videos = videos;
    }

    @Override
    public Mono<Clip> show(Caller.Device camera, UUID videoId, UUID eventId) {
        return videos.show(camera.userId(), camera.id(), videoId, eventId)
                .map(url -> new Clip(videoId, url.orElse(null)))
                .switchIfEmpty(Mono.error(() -> NOT_FOUND.because("There is no video %s of this event", videoId)));
    }
}
