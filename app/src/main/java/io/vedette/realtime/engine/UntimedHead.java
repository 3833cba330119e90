package io.vedette.realtime.engine;

import com.corundumstudio.socketio.Transport;
import com.corundumstudio.socketio.handler.ClientHead;
import java.util.UUID;

/** The library's session without its timers: one per session and packet is what the {@link Pulse} is there to save. */
abstract class UntimedHead extends ClientHead {
    UntimedHead(Engine engine, Library library, Transport transport) {
        super(
                UUID.randomUUID(),
                library.acknowledgements,
                engine,
                library.stores,
                Library.NO_DATA,
                library.sessions,
                transport,
                library.deadlines,
                library.configuration,
                Library.VERSION_4);
    }

    /** Until then nobody has proven who it is. */
    final boolean isInNamespace() {
        return !getNamespaces().isEmpty();
    }

    @Override
    public final void schedulePing() {}

    @Override
    public final void cancelPing() {}

    @Override
    public final void schedulePingTimeout() {}

    @Override
    public final void cancelPingTimeout() {}
}
