package io.vedette.streams.relay;

import static io.vedette.platform.failure.CommonProblem.FORBIDDEN;
import static io.vedette.platform.failure.CommonProblem.NOT_FOUND;
import static io.vedette.streams.StreamProblem.STREAM_NOT_ACTIVE;

import io.vedette.platform.operation.Caller;
import io.vedette.realtime.Sockets;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Hands on what the ends of a session send each other, to those of them only. */
@Component
final class RelayService {
    private final LiveSessions live;
    private final FramePaces paces;
    private final Sockets sockets;
    private final Clock clock;

    RelayService(LiveSessions live, FramePaces paces, Sockets sockets, Clock clock) {
        this.live = live;
        this.paces = paces;
        this.sockets = sockets;
        this.clock = clock;
    }

    Mono<SignalSent> signal(Caller.Device from, SendSignal said) {
        UUID id = said.streamSessionId();
        return find(from, id).map(session -> {
            UUID to = receiver(session, from, said.toDeviceId());
            SignalTold told = new SignalTold(id, said.data(), from.id());
            return new SignalSent(sockets.tell(List.of(to), RelayApi.SIGNAL, told) > 0);
        });
    }

    Mono<Void> show(Caller.Device camera, SendFrame picture) {
        UUID id = picture.streamSessionId();
        return find(camera, id)
                .doOnNext(session -> {
                    if (!session.isCamera(camera.id())) {
                        throw FORBIDDEN.because("Stream %s is another camera's", id);
                    }
                    paces.take(id);
                    sockets.tell(
                            session.audience(),
                            RelayApi.FRAME,
                            new FrameTold(
                                    id, picture.frame(), Objects.requireNonNullElseGet(picture.at(), clock::instant)));
                })
                .then();
    }

    private Mono<Live> find(Caller.Device device, UUID id) {
        return live.find(id)
                .filter(session -> session.userId().equals(device.userId()))
                .switchIfEmpty(Mono.error(() -> NOT_FOUND.because("There is no stream %s", id)))
                .doOnNext(session -> mustTakePart(session, device, id));
    }

    private static void mustTakePart(Live session, Caller.Device device, UUID id) {
        if (!session.isCamera(device.id()) && !session.isWatchedBy(device.id())) {
            throw FORBIDDEN.because("Stream %s is between other devices", id);
        }
        if (!session.goesOn()) {
            throw STREAM_NOT_ACTIVE.because(
                    "Stream %s is %s", id, session.status().code());
        }
    }

    /** Those who watch speak to the camera alone. */
    private static UUID receiver(Live session, Caller.Device from, @Nullable UUID named) {
        boolean isCamera = session.isCamera(from.id());
        UUID to = named == null ? (isCamera ? session.requester() : session.camera()) : named;
        if (isCamera ? !session.isWatchedBy(to) : !session.isCamera(to)) {
            throw NOT_FOUND.because("Device %s is not at the other end", to);
        }
        return to;
    }
}
