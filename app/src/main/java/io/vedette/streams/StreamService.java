package io.vedette.streams;

import static io.vedette.platform.failure.CommonProblem.FORBIDDEN;
import static io.vedette.platform.failure.CommonProblem.NOT_FOUND;
import static io.vedette.streams.StreamProblem.STREAM_NOT_ACTIVE;

import io.vedette.commands.Order;
import io.vedette.commands.Orders;
import io.vedette.media.MediaProvider;
import io.vedette.platform.data.Transactions;
import io.vedette.platform.operation.Caller;
import io.vedette.platform.operation.Cursor;
import io.vedette.platform.operation.Made;
import io.vedette.platform.operation.Page;
import io.vedette.platform.operation.PageRequest;
import io.vedette.platform.ops.Ids;
import io.vedette.platform.outbox.Outbox;
import io.vedette.streams.StreamSession.EndReason;
import io.vedette.streams.StreamSession.Status;
import io.vedette.streams.StreamTable.NewSession;
import io.vedette.streams.StreamTable.Row;
import io.vedette.streams.ending.Cause;
import io.vedette.streams.ending.Endings;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.JsonNodeFactory;

/** The rules of sessions: who may ask for one, start it and end it. */
@Component
final class StreamService {
    private static final int MOST_LOOKS = 10;

    private final StreamTable sessions;
    private final Endings endings;
    private final Orders orders;
    private final MediaProvider media;
    private final MediaExits exits;
    private final StreamSettings settings;
    private final Transactions transactions;
    private final Outbox outbox;
    private final Ids ids;
    private final StreamMeters meters;

    StreamService(
            StreamTable sessions,
            Endings endings,
            Orders orders,
            MediaProvider media,
            MediaExits exits,
            StreamSettings settings,
            Transactions transactions,
            Outbox outbox,
            Ids ids,
            StreamMeters meters) {
        this.sessions = sessions;
        this.endings = endings;
        this.orders = orders;
        this.media = media;
        this.exits = exits;
        this.settings = settings;
        this.transactions = transactions;
        this.outbox = outbox;
        this.ids = ids;
        this.meters = meters;
    }

    /** The one that is open already may end just as it is looked for: then there is room for another. */
    Mono<Made<StreamSession>> request(Caller.Device client, RequestStream wanted) {
        return transactions
                .write(make(client, wanted)
                        .<Made<StreamSession>>map(Made.Created::new)
                        .switchIfEmpty(Mono.defer(() -> sessions.open(wanted.cameraDeviceId(), client.id()))
                                .map(Made.AlreadyThere::new)))
                .repeatWhenEmpty(MOST_LOOKS, again -> again);
    }

    Mono<StreamSession> accept(Caller.Device camera, UUID id) {
        return find(camera, id)
                .doOnNext(row -> mustBe(row.session().cameraDeviceId(), camera, id))
                .flatMap(row -> row.session().isStreaming() ? Mono.just(row.session()) : start(camera, row));
    }

    Mono<StreamSession> end(Caller.Device device, EndStream wanted) {
        UUID id = wanted.streamId();
        return find(device, id)
                .doOnNext(row -> mustTakePart(row.session(), device))
                .flatMap(row -> endings.one(id, new Cause(reason(row.session(), device), wanted.reason())))
                .then(Mono.defer(() -> find(device, id)))
                .map(Row::session);
    }

    Mono<Page<StreamSession>> list(Caller.Device device, ListStreams wanted, PageRequest page) {
        return sessions.list(device.id(), wanted, page)
                .collectList()
                .map(read -> Page.of(read, page, session -> Cursor.after(session.requestedAt(), session.id())));
    }

    /** Its command is made in the same transaction, and refused where a client's own would be. */
    private Mono<StreamSession> make(Caller.Device client, RequestStream wanted) {
        NewSession made = new NewSession(
                ids.next(),
                client.userId(),
                wanted.cameraDeviceId(),
                client.id(),
                ids.next(),
                wanted.reason(),
                media.name(),
                settings.requestTimeout());
        return sessions.request(made)
                .flatMap(session -> orders.give(
                                made.command(), made.userId(), made.requester(), made.camera(), startOf(session))
                        .then(outbox.add(new StreamRequested(made.userId(), session)))
                        .then(transactions.afterCommit(meters::requested))
                        .thenReturn(session));
    }

    private Order startOf(StreamSession session) {
        return new Order(
                StreamSession.START_COMMAND,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("streamSessionId", session.id().toString()),
                settings.requestTimeout());
    }

    /** Room for it first: where there is none, nothing has started. */
    private Mono<StreamSession> start(Caller.Device camera, Row row) {
        UUID id = row.session().id();
        return Mono.defer(() -> row.session().status() == Status.ENDED ? notActive(id) : media.open(id))
                .then(transactions.write(sessions.accept(id).flatMap(this::started)))
                .switchIfEmpty(Mono.defer(() -> startedMeanwhile(camera, id)));
    }

    private Mono<StreamSession> started(Row row) {
        StreamSession session = row.session();
        return orders.fulfil(row.command(), row.userId(), session.cameraDeviceId())
                // Cancelled or rejected it has ended, though the fact of that is still on its way.
                .flatMap(done -> done ? Mono.just(session) : notActive(session.id()))
                .then(outbox.add(new StreamStarted(row.userId(), session)))
                .then(transactions.afterCommit(meters::started))
                .thenReturn(session);
    }

    /** Or ended: then the room that was made for it is nobody's. */
    private Mono<StreamSession> startedMeanwhile(Caller.Device camera, UUID id) {
        return find(camera, id).map(Row::session).flatMap(now -> {
            if (now.isStreaming()) {
                return Mono.just(now);
            }
            exits.ended(id);
            return notActive(id);
        });
    }

    private Mono<Row> find(Caller.Device device, UUID id) {
        return sessions.find(device.userId(), id)
                .switchIfEmpty(Mono.error(() -> NOT_FOUND.because("There is no stream %s", id)));
    }

    private static EndReason reason(StreamSession session, Caller.Device device) {
        return device.id().equals(session.cameraDeviceId()) ? EndReason.ENDED_BY_CAMERA : EndReason.ENDED_BY_REQUESTER;
    }

    private static void mustTakePart(StreamSession session, Caller.Device device) {
        if (!session.isBetween(device.id())) {
            throw FORBIDDEN.because("Stream %s is between other devices", session.id());
        }
    }

    private static void mustBe(UUID one, Caller.Device device, UUID id) {
        if (!device.id().equals(one)) {
            throw FORBIDDEN.because("Stream %s is another camera's", id);
        }
    }

    private static <T> Mono<T> notActive(UUID id) {
        return Mono.error(() -> STREAM_NOT_ACTIVE.because("Stream %s has ended, or nobody may accept it any more", id));
    }
}
