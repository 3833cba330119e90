package io.vedette.realtime.engine;

import io.vedette.platform.ops.Ticks;

/** Takes in the packets of a session, over whichever transport they came. */
final class Reception {
    private final EngineListener listener;

    Reception(EngineListener listener) {
        this.listener = listener;
    }

    /** Whether the session may say so much; one that says too much is closed. */
    boolean admits(Session session, int bytes) {
        boolean admitted = session.timing().admits(bytes, Ticks.nanos());
        if (!admitted) {
            session.end(CloseCause.OVER_LIMIT);
        }
        return admitted;
    }

    void text(Session session, String packet) {
        if (session.hasEnded()) {
            return;
        }
        session.timing().heard(Ticks.nanos());
        switch (packet.isEmpty() ? ' ' : packet.charAt(0)) {
            case '4' -> listener.text(session, packet.substring(1));
            case '1' -> session.end(CloseCause.CLIENT_CLOSED);
            // A pong says no more than that it came; the others have no meaning here and do no harm.
            case '0', '3', '5', '6' -> {}
            default -> session.end(CloseCause.PARSE_ERROR);
        }
    }

    void binary(Session session, byte[] message) {
        if (!session.hasEnded()) {
            session.timing().heard(Ticks.nanos());
            listener.binary(session, message);
        }
    }
}
