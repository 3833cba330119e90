package io.vedette.devices;

import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Who is not there, but could be reached by push messages. */
public interface Absentees {
    /** Of those that are linked with a camera. */
    Mono<List<UUID>> linkedWith(UUID camera);
}
