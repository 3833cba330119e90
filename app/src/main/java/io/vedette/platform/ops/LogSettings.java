package io.vedette.platform.ops;

import io.vedette.platform.settings.BootProperties;
import io.vedette.platform.settings.Settings;
import io.vedette.platform.settings.Variable;
import java.util.Map;

/** How the log looks. Both forms carry whose request a line is about, as {@link LogContext} says. */
@Settings
record LogSettings(
        @Variable(name = "LOG_FORMAT", fallback = "text", about = "`text` to read, or `json`: one object a line.")
        Format format)
        implements BootProperties {
    private static final String TEXT_LINE = "%clr(%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX}){faint} %clr(%5p)"
            + " %clr(%logger{36}){cyan}%clr(%replace( [%X]){' \\[\\]', ''}){faint} %m%n%wEx";

    enum Format {
        TEXT,
        JSON
    }

    @Override
    public Map<String, Object> bootProperties() {
        return switch (format) {
            case TEXT -> Map.of("spring.reactor.context-propagation", "auto", "logging.pattern.console", TEXT_LINE);
            case JSON ->
                Map.of(
                        "spring.reactor.context-propagation", "auto",
                        "spring.main.banner-mode", "off",
                        "logging.structured.format.console", "logstash",
                        "logging.structured.json.exclude", "@version,level_value",
                        "logging.structured.json.rename.[@timestamp]", "time",
                        "logging.structured.json.rename.logger_name", "logger",
                        "logging.structured.json.rename.thread_name", "thread",
                        "logging.structured.json.rename.stack_trace", "stackTrace");
        };
    }
}
