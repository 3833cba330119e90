package io.vedette.streams;

import static io.vedette.realtime.Push.push;

import io.vedette.platform.bus.Bus;
import io.vedette.platform.bus.Envelope;
import io.vedette.realtime.Audience;
import io.vedette.realtime.Chronicle;
import io.vedette.realtime.Push;
import io.vedette.realtime.SocketApi;
import io.vedette.realtime.SocketEvent;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells devices what becomes of sessions. */
@Component
final class StreamLive implements SocketApi {
    static final Push<StreamSession> REQUESTED =
            push("stream:requested", StreamSession.class, "A stream that this client has asked for awaits its camera");
    static final Push<StreamSession> STARTED =
            push("stream:started", StreamSession.class, "The camera has accepted a stream that this client asked for");
    static final Push<StreamSession> ENDED =
            push("stream:ended", StreamSession.class, "A stream that this device took part in or watched is over");

    private final Chronicle chronicle;

    StreamLive(Chronicle chronicle, Bus bus) {
        this.chronicle = chronicle;
        bus.receive(
                StreamRequested.class,
                "stream requested",
                fact -> tell(
                        fact,
                        requester(fact.fact().session()),
                        REQUESTED,
                        fact.fact().session()));
        bus.receive(
                StreamStarted.class,
                "stream started",
                fact -> tell(
                        fact,
                        requester(fact.fact().session()),
                        STARTED,
                        fact.fact().session()));
        bus.receive(
                StreamEnded.class,
                "stream ended",
                fact -> tell(fact, fact.fact().receivers(), ENDED, fact.fact().session()));
    }

    private static List<UUID> requester(StreamSession session) {
        return List.of(session.requesterDeviceId());
    }

    private Mono<Void> tell(
            Envelope<? extends StreamFact> source,
            Collection<UUID> receivers,
            Push<StreamSession> push,
            StreamSession session) {
        return chronicle.tell(source, source.fact().userId(), Audience.devices(receivers), push, session);
    }

    @Override
    public List<SocketEvent> socketEvents() {
        return List.of(REQUESTED, STARTED, ENDED);
    }
}
