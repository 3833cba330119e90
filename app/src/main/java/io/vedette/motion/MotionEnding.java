package io.vedette.motion;

import io.vedette.devices.DeviceDependent;
import io.vedette.devices.DeviceEnd;
import io.vedette.devices.DeviceLink;
import io.vedette.motion.MotionMeters.EndedBy;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Ends what a camera sees that is disabled or gone. */
@Component
final class MotionEnding implements DeviceDependent {
    private final MotionTable motion;
    private final MotionMeters meters;

    MotionEnding(MotionTable motion, MotionMeters meters) {
        this.motion = motion;
        this.meters = meters;
    }

    /** The camera sees it, whoever watches. */
    @Override
    public Mono<Void> linkEnds(DeviceLink link) {
        return Mono.empty();
    }

    @Override
    public Mono<Void> deviceEnds(UUID deviceId, DeviceEnd why) {
        return motion.endOfDevice(deviceId)
                .doOnNext(ended -> meters.ended(EndedBy.DEVICE, ended))
                .then();
    }
}
