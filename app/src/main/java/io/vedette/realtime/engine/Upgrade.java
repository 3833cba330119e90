package io.vedette.realtime.engine;

import io.netty.channel.Channel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The websocket that is about to succeed a session's polling, if there is one. Guarded by the session's lock. */
final class Upgrade {
    static final Duration POLL_GOES_HOME = Duration.ofMillis(50);

    private @Nullable Channel websocket;
    private @Nullable Channel sentHome;
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

    /** Once for each poll: probe and poll both see to it, and may do so while it is being answered. */
    boolean sendsHome(@Nullable Channel poll) {
        boolean first = probed && poll != null && !poll.equals(sentHome);
        if (first) {
            sentHome = poll;
        }
        return first;
    }

    void pollEnds() {
        sentHome = null;
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
