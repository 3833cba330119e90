package io.vedette.streams.ending;

import io.vedette.media.LostSessions;
import io.vedette.streams.StreamSession.EndReason;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Ends sessions that their provider has lost. */
@Component
final class RoomlessSessions implements LostSessions {
    private final Endings endings;

    RoomlessSessions(Endings endings) {
        this.endings = endings;
    }

    @Override
    public Mono<Void> end(UUID session) {
        return endings.streaming(session, Cause.of(EndReason.MEDIA_FAILED)).then();
    }
}
