package io.vedette.motion;

import io.vedette.platform.bus.Fact;
import io.vedette.platform.bus.Kind;
import io.vedette.platform.outbox.FactRows;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A camera sees motion; all about the motion of one camera is announced in order. */
@Kind("motion.started")
public record MotionStarted(
        UUID eventId,
        String userId,
        UUID cameraDeviceId,
        String cameraName,
        @Nullable String title,
        Event.Severity severity,
        Instant startedAt,
        ObjectNode metadata)
        implements Fact {

    /** For a query over a row of events e that was just made, and its camera's: the columns that a fact's row is made of. */
    static final String FACT = """
            'motion:' || e.device_id as fact_key,
            jsonb_build_object('eventId', e.id, 'userId', e.user_id, 'cameraDeviceId', e.device_id,
              'cameraName', camera.name, 'title', e.title, 'severity', e.severity, 'startedAt', %s,
              'metadata', e.metadata) as fact
            """.formatted(FactRows.time("e.started_at"));

    @Override
    public String key() {
        return "motion:" + cameraDeviceId;
    }
}
