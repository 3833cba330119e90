package io.vedette.motion;

import io.vedette.platform.bus.Fact;
import io.vedette.platform.bus.Kind;
import io.vedette.platform.outbox.FactRows;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A camera sees no motion any more, or has said nothing of it for too long. */
@Kind("motion.ended")
public record MotionEnded(
        UUID eventId,
        String userId,
        UUID cameraDeviceId,
        Instant startedAt,
        Instant endedAt,
        @Nullable UUID videoId) implements Fact {

    /** For a query over rows of events e that have just ended: the columns that a fact's row is made of. */
    static final String FACT = """
            'motion:' || e.device_id as fact_key,
            jsonb_build_object('eventId', e.id, 'userId', e.user_id, 'cameraDeviceId', e.device_id,
              'startedAt', %s, 'endedAt', %s, 'videoId', e.video_id) as fact
            """.formatted(FactRows.time("e.started_at"), FactRows.time("e.ended_at"));

    @Override
    public String key() {
        return "motion:" + cameraDeviceId;
    }
}
