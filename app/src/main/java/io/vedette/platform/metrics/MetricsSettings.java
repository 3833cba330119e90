package io.vedette.platform.metrics;

import io.vedette.platform.settings.Settings;
import io.vedette.platform.settings.Variable;
import org.jspecify.annotations.Nullable;

/** Who may read the metrics. */
@Settings
record MetricsSettings(
        @Variable(name = "METRICS_TOKEN", about = "When set, `/metrics` is only for who sends it as a bearer token.")
        @Nullable
        String metricsToken) {}
