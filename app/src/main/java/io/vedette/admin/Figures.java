package io.vedette.admin;

import io.vedette.platform.health.HealthReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the server does just now.
 *
 * @param fleet none while the database is away
 * @param closes of this node since its start, by the words of {@code device:presence}
 */
record Figures(Instant at, @Nullable Fleet fleet, Map<String, Long> closes, HealthReport health) {
    /**
     * What the database knows.
     *
     * @param commands of the last 24 hours, by their status
     * @param motion of the last 24 hours, the hour that runs being the last
     * @param most beyond that many of a sort, the rest is not counted
     */
    record Fleet(long cameras, long clients, Map<String, Long> commands, List<Hour> motion, long most) {}

    /** How often something happened in the hour that began then. */
    record Hour(Instant since, long count) {}
}
