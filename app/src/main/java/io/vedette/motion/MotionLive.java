package io.vedette.motion;

import static io.vedette.realtime.Push.push;

import io.vedette.devices.DeviceRooms;
import io.vedette.platform.bus.Bus;
import io.vedette.platform.bus.Envelope;
import io.vedette.realtime.Audience;
import io.vedette.realtime.Chronicle;
import io.vedette.realtime.Push;
import io.vedette.realtime.SocketApi;
import io.vedette.realtime.SocketEvent;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells the clients that are linked with a camera what it sees. */
@Component
final class MotionLive implements SocketApi {
    static final Push<MotionDetected> DETECTED =
            push("motion:detected", MotionDetected.class, "Motion began on a linked camera");
    static final Push<MotionOver> ENDED = push("motion:ended", MotionOver.class, "Motion on a linked camera is over");

    private final Chronicle chronicle;

    MotionLive(Chronicle chronicle, Bus bus) {
        this.chronicle = chronicle;
        bus.receive(
                MotionStarted.class,
                "motion detected",
                started -> tell(
                        started,
                        started.fact().userId(),
                        started.fact().cameraDeviceId(),
                        DETECTED,
                        MotionDetected.of(started.fact())));
        bus.receive(
                MotionEnded.class,
                "motion ended",
                ended -> tell(
                        ended,
                        ended.fact().userId(),
                        ended.fact().cameraDeviceId(),
                        ENDED,
                        MotionOver.of(ended.fact())));
    }

    private <T> Mono<Void> tell(Envelope<?> source, String userId, UUID camera, Push<T> push, T payload) {
        return chronicle.tell(source, userId, Audience.in(DeviceRooms.linkedWith(camera)), push, payload);
    }

    @Override
    public List<SocketEvent> socketEvents() {
        return List.of(DETECTED, ENDED);
    }
}
