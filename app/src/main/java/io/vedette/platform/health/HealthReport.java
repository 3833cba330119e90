package io.vedette.platform.health;

import io.vedette.platform.ops.Health;
import io.vedette.platform.ops.Health.Status;
import java.util.Map;

/** How the server is, and what makes it so. */
public record HealthReport(Status status, String version, long uptimeSeconds, Map<String, Health> checks) {}
