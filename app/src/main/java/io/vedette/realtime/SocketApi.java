package io.vedette.realtime;

import java.util.List;

/** What a feature offers over sockets, and tells there. */
public interface SocketApi {
    List<SocketEvent> socketEvents();
}
