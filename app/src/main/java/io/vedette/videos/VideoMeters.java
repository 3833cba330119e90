package io.vedette.videos;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Counts what comes to the store and goes. */
@Component
final class VideoMeters {
    private final Counter uploaded;
    private final Counter bytes;
    private final Counter swept;

    VideoMeters(MeterRegistry meters) {
        this.uploaded = meters.counter("vedette.video.uploaded");
        this.bytes = meters.counter("vedette.video.uploaded.bytes");
        this.swept = meters.counter("vedette.video.swept");
    }

    void uploaded(Video video) {
        uploaded.increment();
        bytes.increment(video.sizeBytes() == null ? 0 : (double) video.sizeBytes());
    }

    void swept(int objects) {
        swept.increment(objects);
    }
}
