package io.vedette.bench;

import java.time.Duration;

/** One kind of load, on a server that was just started and has seen nothing else. */
interface Phase {
    /** Connections under way at a time, wherever that isn't what is measured. */
    int WINDOW = 64;

    Duration PATIENCE = Duration.ofMinutes(3);

    String name();

    /** Whether the servers get a PostgreSQL of their own, the same for each. */
    default boolean needsDatabase() {
        return false;
    }

    void run(ServerUnderTest server, Figures figures) throws Exception;

    default String figure(String name) {
        return name() + ": " + name;
    }
}
