package io.vedette.platform.ops;

import io.vedette.platform.settings.BootProperties;
import io.vedette.platform.settings.Settings;
import io.vedette.platform.settings.Variable;
import java.util.HashMap;
import java.util.Map;

/** How the log looks. Both forms carry whose request a line is about, as {@link LogContext} says. */
@Settings
record LogSettings(
        @Variable(name = "LOG_FORMAT", fallback = "text", about = "`text` to read, or `json`: one object a line.")
        Format format)
        implements BootProperties {
    private static final String CONTEXT =
            "org.springframework.boot.web.server.reactive.context.AnnotationConfigReactiveWebServerApplicationContext";

    private static final Map<String, Object> TEXT_LINES = Map.of(
            "logging.pattern.console",
            "%clr(%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX}){faint} %clr(%5p)"
                    + " %clr(%logger{36}){cyan}%clr(%replace( [%X]){' \\[\\]', ''}){faint} %m%n%wEx");

    private static final Map<String, Object> JSON_LINES = Map.of(
            "spring.main.banner-mode", "off",
            "logging.structured.format.console", "logstash",
            "logging.structured.json.exclude", "@version,level_value",
            "logging.structured.json.rename.[@timestamp]", "time",
            "logging.structured.json.rename.logger_name", "logger",
            "logging.structured.json.rename.thread_name", "thread",
            "logging.structured.json.rename.stack_trace", "stackTrace");

    enum Format {
        TEXT,
        JSON
    }

    @Override
    public Map<String, Object> bootProperties() {
        Map<String, Object> properties = new HashMap<>(format == Format.JSON ? JSON_LINES : TEXT_LINES);
        properties.put("spring.reactor.context-propagation", "auto");
        // It would only repeat, less clearly, why the start failed.
        properties.put("logging.level." + CONTEXT, "error");
        return properties;
    }
}
