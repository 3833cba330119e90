package io.vedette.streams;

import io.vedette.testing.Household.Gadget;
import io.vedette.testing.faults.StandIn;
import java.net.URI;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.server.HttpServerResponse;

/** A carrier that is a server: it has rooms, and people in them. */
abstract class MediaServing extends StandIn implements Carrier {
    MediaServing() {
        super(SILENT);
        behave();
    }

    /** As the real one does. */
    abstract Mono<Void> answer(Received call, HttpServerResponse response);

    /** Whether it is asked to make one. */
    abstract boolean makesRoom(Received call);

    /** Makes a room of that name, as somebody else might have. */
    abstract void makeRoom(String name);

    abstract boolean hasRoom(String name);

    /** Somebody comes with such a token, and is inside if it lets them in. */
    abstract boolean enters(String token, String session, boolean sending, URI server) throws Exception;

    abstract boolean isInside(Gadget device, String session);

    /** Whether it would let in who comes now with such a token. */
    abstract boolean admits(String token, String session, boolean sending, URI server) throws Exception;

    /** Whether it asks our server about everyone who comes. */
    abstract boolean asksUs();

    /** @param url where a server reaches it */
    abstract Map<String, String> environment(String url);

    final void behave() {
        always(this::answer);
    }

    /** The next room is made after that was done; what the server asks besides, of itself, is answered as always. */
    final void meanwhile(Runnable action) {
        AtomicBoolean waits = new AtomicBoolean(true);
        always((call, response) -> makesRoom(call) && waits.getAndSet(false)
                ? Mono.fromRunnable(action)
                        .subscribeOn(Schedulers.boundedElastic())
                        .then(Mono.defer(() -> answer(call, response)))
                : answer(call, response));
    }

    /** What it was asked. */
    final Queue<Received> received() {
        return received;
    }
}
