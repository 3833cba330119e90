package io.vedette.bench.swarm;

/** Hears what the sockets of a swarm hear, on the swarm's only thread: whoever takes long here delays everybody. */
public interface SwarmListener {
    /** The whole packet, {@code 42["name",…]}. */
    default void event(SwarmSocket socket, Text packet) {}

    /** The whole packet, {@code 43<id>[…]}, and the id that the event was emitted with. */
    default void acknowledged(SwarmSocket socket, long id, Text packet) {}

    /** A socket that was connected is no longer, and its swarm did not close it. */
    default void lost(SwarmSocket socket, String reason) {}
}
