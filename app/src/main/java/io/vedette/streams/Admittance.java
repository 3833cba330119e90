package io.vedette.streams;

import static io.vedette.commands.CommandProblem.NOT_LINKED;
import static io.vedette.devices.DeviceProblem.DEVICE_DISABLED;
import static io.vedette.platform.failure.CommonProblem.FORBIDDEN;
import static io.vedette.platform.failure.CommonProblem.NOT_FOUND;
import static io.vedette.streams.StreamProblem.STREAM_NOT_ACTIVE;

import io.vedette.media.Holder;
import io.vedette.media.MediaAccess;
import io.vedette.media.MediaProvider;
import io.vedette.media.PlaybackToken;
import io.vedette.platform.data.Transactions;
import io.vedette.platform.operation.Caller;
import io.vedette.platform.outbox.Outbox;
import io.vedette.streams.StreamSession.Status;
import io.vedette.streams.ViewerTable.Admission;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Lets devices send and see what goes on, and remembers who may see it. */
@Component
final class Admittance {
    private final StreamTable sessions;
    private final ViewerTable viewers;
    private final MediaProvider media;
    private final MediaExits exits;
    private final Transactions transactions;
    private final Outbox outbox;

    Admittance(
            StreamTable sessions,
            ViewerTable viewers,
            MediaProvider media,
            MediaExits exits,
            Transactions transactions,
            Outbox outbox) {
        this.sessions = sessions;
        this.viewers = viewers;
        this.media = media;
        this.exits = exits;
        this.transactions = transactions;
        this.outbox = outbox;
    }

    Mono<MediaAccess> publish(Caller.Device camera, UUID id) {
        return mustGoOn(camera, id)
                .then(Mono.defer(() -> media.publish(id, holder(camera))))
                .flatMap(access -> mustStillGoOn(camera, id).thenReturn(access));
    }

    private Mono<Void> mustGoOn(Caller.Device camera, UUID id) {
        return sessions.find(camera.userId(), id)
                .switchIfEmpty(notFound(id))
                .map(StreamTable.Row::session)
                .doOnNext(session -> {
                    if (!session.cameraDeviceId().equals(camera.id())) {
                        throw FORBIDDEN.because("Stream %s is another camera's", id);
                    }
                    mustGoOn(session.status(), id);
                })
                .then();
    }

    /** What ended meanwhile was closed before it was opened. */
    private Mono<Void> mustStillGoOn(Caller.Device camera, UUID id) {
        return sessions.find(camera.userId(), id)
                .filter(row -> row.session().isStreaming())
                .switchIfEmpty(Mono.error(() -> {
                    exits.ended(id);
                    return STREAM_NOT_ACTIVE.because("Stream %s has ended", id);
                }))
                .then();
    }

    Mono<MediaAccess> subscribe(Caller.Device client, UUID id) {
        return admit(client, id).then(Mono.defer(() -> media.subscribe(id, holder(client))));
    }

    Mono<PlaybackToken> play(Caller.Device client, UUID id) {
        return admit(client, id).then(Mono.defer(() -> media.play(id, holder(client))));
    }

    private static Holder holder(Caller.Device device) {
        return new Holder(device.id(), device.tokenVersion());
    }

    private Mono<Void> admit(Caller.Device client, UUID id) {
        return transactions.write(viewers.admit(client.userId(), id, client.id())
                .switchIfEmpty(notFound(id))
                .flatMap(found -> admitted(client, id, found)));
    }

    private Mono<Void> admitted(Caller.Device client, UUID id, Admission found) {
        if (found.disabled()) {
            throw DEVICE_DISABLED.because("This client has been disabled");
        }
        if (!found.linked()) {
            throw NOT_LINKED.because("This client is not linked with the camera");
        }
        mustGoOn(found.status(), id);
        return found.came() ? outbox.add(new ViewerCame(client.userId(), id, client.id())) : Mono.empty();
    }

    private static void mustGoOn(Status status, UUID id) {
        if (status != Status.STREAMING) {
            throw STREAM_NOT_ACTIVE.because("Stream %s is %s", id, status.code());
        }
    }

    private static <T> Mono<T> notFound(UUID id) {
        return Mono.error(() -> NOT_FOUND.because("There is no stream %s", id));
    }
}
