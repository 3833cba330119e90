package io.vedette.realtime;

import io.vedette.realtime.engine.CloseCause;
import reactor.core.publisher.Mono;

/** A feature that has something to do when sockets come and go. */
public interface SocketWatcher {
    /**
     * Before the socket is told that it is connected: the time to join rooms. {@link Sockets} knows it by now, so who looks
     * again here whether it may connect misses no change. An error refuses it, for now.
     */
    default Mono<Void> arriving(Socket socket) {
        return Mono.empty();
    }

    /** Once it is connected and has been given all that it missed. Called on an event loop: nothing may block. */
    default void opened(Socket socket) {}

    /** Once for each that arrived. Called on an event loop: nothing may block. */
    default void left(Socket socket, CloseCause cause) {}
}
