package io.vedette.motion;

import io.vedette.platform.operation.Caller;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Whoever keeps videos says which of them shows an event. */
public interface Clips {
    /** That this clip of the camera shows the event, in the transaction that runs. It may be a refusal, as there is none such. */
    Mono<Clip> show(Caller.Device camera, UUID videoId, UUID eventId);
}
