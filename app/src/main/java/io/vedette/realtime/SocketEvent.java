package io.vedette.realtime;

/** One event as sockets know it: sent by clients to be done, or pushed to them. */
public sealed interface SocketEvent permits On, Push {
    String name();
}
