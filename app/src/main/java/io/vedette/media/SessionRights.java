package io.vedette.media;

import java.util.UUID;
import reactor.core.publisher.Mono;

/** Who may do what in a session at this moment, whatever was signed before. */
public interface SessionRights {
    Mono<Boolean> maySend(UUID session, Holder holder);

    Mono<Boolean> maySee(UUID session, Holder holder);
}
