package io.vedette.platform.ops;

import io.vedette.platform.settings.BootProperties;
import io.vedette.platform.settings.Settings;
import io.vedette.platform.settings.Variable;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where traces go. Spring Boot itself understands OpenTelemetry's other variables, such as OTEL_TRACES_SAMPLER. */
@Settings
record TracingSettings(
        @Variable(
                name = "OTEL_EXPORTER_OTLP_ENDPOINT",
                shownDefault = "off",
                about = "Base URL of an OpenTelemetry collector that takes traces by HTTP.")
        @Nullable
        URI endpoint)
        implements BootProperties {
    private static final String EXCLUDE = "spring.autoconfigure.exclude";
    // Metrics are scraped and logs are read where they are written: only traces are sent.
    private static final String LOG_EXPORT = """
            org.springframework.boot.opentelemetry.autoconfigure.logging.OpenTelemetryLoggingAutoConfiguration,\
            org.springframework.boot.opentelemetry.autoconfigure.logging.otlp.OtlpLoggingAutoConfiguration""";
    private static final String TRACING = """
            org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration,\
            org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration,\
            org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration,\
            org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.otlp.OtlpTracingAutoConfiguration""";

    @Override
    public Map<String, Object> bootProperties() {
        if (endpoint == null) {
            return Map.of(EXCLUDE, LOG_EXPORT + "," + TRACING);
        }
        return Map.of(
                EXCLUDE,
                LOG_EXPORT,
                "management.opentelemetry.tracing.export.otlp.endpoint",
                endpoint.toString().replaceAll("/+$", "") + "/v1/traces",
                "management.tracing.sampling.probability",
                "1.0");
    }
}
