package io.vedette.motion;

import java.util.Collection;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What events say of the videos that show them. Each is part of the transaction that runs. */
@Component
public final class EventClips {
    private final EventTable events;

    EventClips(EventTable events) {
        this.events = events;
    }

    /** Unless the event names another. */
    public Mono<Void> show(UUID eventId, Clip clip) {
        return events.show(eventId, clip);
    }

    /** These are no more. */
    public Mono<Void> forget(Collection<UUID> videos) {
        return events.forgetVideos(videos);
    }
}
