package io.vedette.videos;

import io.vedette.platform.bus.Fact;
import io.vedette.platform.bus.Kind;

/** The object of a video is there. */
@Kind("video.uploaded")
public record VideoUploaded(String userId, Video video) implements Fact {
    @Override
    public String key() {
        return "video:" + video.deviceId();
    }
}
