package io.vedette.realtime;

/**
 * An event that clients are told.
 *
 * @param droppable whether who can't take it at once goes without, rather than getting it late
 */
public record Push<T>(String name, Class<T> payload, String summary, boolean droppable) implements SocketEvent {
    public static <T> Push<T> push(String name, Class<T> payload, String summary) {
        return new Push<>(name, payload, summary, false);
    }

    /** Never queued: each makes the one before it worthless. */
    public Push<T> orDropped() {
        return new Push<>(name, payload, summary, true);
    }
}
