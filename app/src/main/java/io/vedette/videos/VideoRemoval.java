package io.vedette.videos;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** For whoever removes objects of others: what is known of a video goes with its object. */
@Component
public final class VideoRemoval {
    private final VideoTable videos;
    private final VideoSpace space;

    VideoRemoval(VideoTable videos, VideoSpace space) {
        this.videos = videos;
        this.space = space;
    }

    /** As if its owner had removed it. Gives whether the object was a video's. */
    public Mono<Boolean> forget(String objectKey) {
        return videos.findByKey(objectKey)
                .flatMap(id -> space.free(id).thenReturn(true))
                .defaultIfEmpty(false);
    }
}
