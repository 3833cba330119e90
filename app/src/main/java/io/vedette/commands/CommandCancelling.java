package io.vedette.commands;

import io.vedette.devices.DeviceDependent;
import io.vedette.devices.DeviceEnd;
import io.vedette.devices.DeviceLink;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes back what can't be done any more, as the devices are strangers, gone or disabled. */
@Component
final class CommandCancelling implements DeviceDependent {
    private final SettlingTable settling;

    CommandCancelling(SettlingTable settling) {
        this.settling = settling;
    }

    @Override
    public Mono<Void> linkEnds(DeviceLink link) {
        return settling.cancelOverLink(link.cameraDeviceId(), link.clientDeviceId())
                .then();
    }

    @Override
    public Mono<Void> deviceEnds(UUID deviceId, DeviceEnd why) {
        return settling.cancelOf(deviceId).then();
    }
}
