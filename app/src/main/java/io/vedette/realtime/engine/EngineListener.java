package io.vedette.realtime.engine;

/** What speaks over the sessions. Called on a session's event loop, in the order of what came in: nothing may block. */
public interface EngineListener {
    void opened(Session session, Doorway.Visitor visitor);

    void text(Session session, String message);

    void binary(Session session, byte[] message);

    /** Once per session, and nothing comes after it. */
    void ended(Session session, CloseCause cause);
}
