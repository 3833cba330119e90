package io.vedette.realtime;

/**
 * An event that clients are told. It is kept for a while, and told again to those who were away, unless it says otherwise:
 * {@link Chronicle} tells it then, else {@link Rooms} or {@link Socket}.
 *
 * @param droppable whether who can't take it at once goes without, rather than getting it late
 * @param kept whether it has a place in the log, and so a trailing offset
 */
public record Push<T>(String name, Class<T> payload, String summary, boolean droppable, boolean kept)
        implements SocketEvent {
    public static <T> Push<T> push(String name, Class<T> payload, String summary) {
        return new Push<>(name, payload, summary, false, true);
    }

    /** Not again to those who were away: it is worth nothing later, or has another way to them. */
    public Push<T> toldOnce() {
        return new Push<>(name, payload, summary, droppable, false);
    }

    /** Never queued: each makes the one before it worthless. */
    public Push<T> orDropped() {
        return new Push<>(name, payload, summary, true, false);
    }

    Push<T> replayable() {
        return checked(kept, "is told once: by Rooms or Socket");
    }

    Push<T> fleeting() {
        return checked(!kept, "is kept: only Chronicle tells it");
    }

    private Push<T> checked(boolean asMeant, String rule) {
        if (!asMeant) {
            throw new IllegalStateException("The push %s %s".formatted(name, rule));
        }
        return this;
    }
}
