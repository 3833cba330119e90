package io.vedette.motion;

import io.vedette.devices.Absentees;
import io.vedette.devices.DeviceDependent;
import io.vedette.devices.DeviceEnd;
import io.vedette.devices.DeviceLink;
import io.vedette.notifications.push.Notice;
import io.vedette.notifications.push.Pushes;
import io.vedette.platform.bus.Bus;
import io.vedette.platform.json.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells linked clients that are not connected, by push messages, that a camera sees motion. */
@Component
final class MotionAlerts implements DeviceDependent {
    private static final int BITS_BELOW_THE_TIME = 16;

    private final Pushes pushes;
    private final Absentees absentees;
    private final Clock clock;

    MotionAlerts(Pushes pushes, Absentees absentees, Bus bus, Clock clock) {
        this.pushes = pushes;
        this.absentees = absentees;
        this.clock = clock;
        if (pushes.areOn()) {
            bus.subscribe(MotionStarted.class, "motion alerts", this::alert);
        }
    }

    private Mono<Void> alert(MotionStarted fact) {
        return pushes.areWorthless(Duration.between(reportedAt(fact.eventId()), clock.instant()))
                ? Mono.empty()
                : absentees
                        .linkedWith(fact.cameraDeviceId())
                        .flatMap(away -> pushes.want(away, topic(fact.cameraDeviceId()), notice(fact)));
    }

    /** By our clock, as an id of ours says it; the camera's may be wrong. */
    private static Instant reportedAt(UUID eventId) {
        return Instant.ofEpochMilli(eventId.getMostSignificantBits() >>> BITS_BELOW_THE_TIME);
    }

    /** Names and titles are nobody's business on the way. */
    private static Notice notice(MotionStarted fact) {
        return new Notice(
                "Motion",
                "A camera sees motion",
                Map.of(
                        "type", MotionLive.DETECTED.name(),
                        "eventId", fact.eventId().toString(),
                        "cameraDeviceId", fact.cameraDeviceId().toString(),
                        "startedAt", Json.time(fact.startedAt())));
    }

    private static String topic(UUID camera) {
        return camera.toString();
    }

    @Override
    public Mono<Void> linkEnds(DeviceLink link) {
        return pushes.cancel(link.clientDeviceId(), topic(link.cameraDeviceId()));
    }

    @Override
    public Mono<Void> deviceEnds(UUID deviceId, DeviceEnd why) {
        return pushes.cancelAll(deviceId, topic(deviceId));
    }
}
