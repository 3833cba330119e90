package io.vedette.realtime.engine;

import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/** The websocket that is about to succeed a session's polling, if there is one. Guarded by the session's lock. */
final class Upgrade {
    private @Nullable Channel websocket;
    private boolean probed;
    private long deadline;

    /** One at a time. */
    boolean begin(Channel channel, long until) {
        if (websocket != null) {
            return false;
        }
        websocket = channel;
        deadline = until;
        return true;
    }

    boolean probe() {
        probed = websocket != null;
        return probed;
    }

    boolean isProbed() {
        return probed;
    }

    boolean end(Channel channel) {
        boolean underWay = channel.equals(websocket);
        if (underWay) {
            websocket = null;
            probed = false;
        }
        return underWay;
    }

    void closeIfLate(long now) {
        if (now - deadline >= 0) {
            close();
        }
    }

    void close() {
        if (websocket != null) {
            Wire.close(websocket);
        }
    }
}
