package io.vedette.media;

import java.util.UUID;
import reactor.core.publisher.Mono;

/** What becomes of sessions whose room is no more, though nobody here has ended them. */
public interface LostSessions {
    Mono<Void> end(UUID session);
}
