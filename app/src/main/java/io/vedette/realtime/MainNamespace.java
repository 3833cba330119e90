package io.vedette.realtime;

import io.vedette.realtime.engine.CloseCause;
import io.vedette.realtime.protocol.Connection;
import io.vedette.realtime.protocol.Said;
import io.vedette.realtime.protocol.SocketHandler;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** The one namespace there is: proven callers, and their events taken to operations. */
@Component
final class MainNamespace implements SocketHandler {
    private static final Logger log = LoggerFactory.getLogger(MainNamespace.class);
    /** Figures alone would not tell whose device to look at. */
    private static final Set<CloseCause> BY_ITS_OWN_FAULT = Set.of(CloseCause.TOO_SLOW, CloseCause.OVER_LIMIT);

    private final Admission admission;
    private final Sockets sockets;
    private final Rooms rooms;
    private final Recovery recovery;
    private final Dispatch dispatch;
    private final List<SocketWatcher> watchers;

    MainNamespace(
            Admission admission,
            Sockets sockets,
            Rooms rooms,
            Recovery recovery,
            Dispatch dispatch,
            List<SocketWatcher> watchers) {
        this.admission = admission;
        this.sockets = sockets;
        this.rooms = rooms;
        this.recovery = recovery;
        this.dispatch = dispatch;
        this.watchers = List.copyOf(watchers);
    }

    @Override
    public Mono<Void> admit(Connection connection, JsonNode auth) {
        return admission
                .admit(connection, auth)
                .doOnNext(connection::guest)
                .doOnNext(sockets::add)
                .flatMap(socket -> letIn(socket, Shown.in(auth)));
    }

    private Mono<Void> letIn(Socket socket, Shown shown) {
        return recovery.comeBack(socket, shown)
                .then(admission.prepare(socket))
                .doOnSuccess(_ -> sockets.limit(socket))
                .then(Mono.defer(() -> recovery.prepare(socket, shown)));
    }

    @Override
    public void opened(Connection connection) {
        if (connection.guest() instanceof Socket socket) {
            socket.expectsReplay(false);
            watchers.forEach(watcher -> tell(watcher, "came", () -> watcher.opened(socket)));
        }
    }

    @Override
    public void event(Connection connection, Said said, @Nullable Consumer<List<?>> answer) {
        if (connection.guest() instanceof Socket socket) {
            dispatch.take(socket, said, answer);
        }
    }

    @Override
    public void ended(Connection connection, CloseCause cause) {
        rooms.leaveAll(connection);
        if (connection.guest() instanceof Socket socket) {
            sockets.remove(socket);
            recovery.release(socket, cause.isFinal());
            watchers.forEach(watcher -> tell(watcher, "left", () -> watcher.left(socket, cause)));
            if (BY_ITS_OWN_FAULT.contains(cause)) {
                log.info("A socket of {} is closed: {}", socket.caller().key(), cause.code());
            }
        }
    }

    /** One that breaks keeps nobody else from hearing of it. */
    private static void tell(SocketWatcher watcher, String what, Runnable word) {
        try {
            word.run();
        } catch (RuntimeException broken) {
            log.error("{} broke as a socket {}", watcher.getClass().getName(), what, broken);
        }
    }
}
