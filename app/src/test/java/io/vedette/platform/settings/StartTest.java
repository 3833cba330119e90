package io.vedette.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;

/** The start of a process of its own: only that shows what its operator sees. */
class StartTest {
    static class Probe {
        public static void main(String[] arguments) {
            var application = new SpringApplication(Probe.class);
            application.setWebApplicationType(WebApplicationType.NONE);
            SettingsBeans.prepare(application, System.getenv());
            application.addInitializers(context -> {
                if (System.getenv("LATE_FAULT") != null) {
                    throw new IllegalStateException(new SettingsError("Late, but one line"));
                }
            });
            application.run(arguments);
        }
    }

    private record Ended(int code, String said) {}

    @Test
    void a_wrong_environment_ends_it_with_code_2_and_only_the_lines_that_help() throws Exception {
        var ended = started(Map.of("LOG_FORMAT", "xml", "OTEL_EXPORTER_OTLP_ENDPOINT", "here", "REDIS_URL", "x"));

        assertThat(ended).isEqualTo(new Ended(2, """
                                LOG_FORMAT is 'xml': should be one of text, json
                                OTEL_EXPORTER_OTLP_ENDPOINT is 'here': should be a URL such as https://example.org
                                BETTER_AUTH_SECRET is not set: must be set with DATABASE_URL or REDIS_URL
                                """));
    }

    @Test
    void a_fault_found_later_is_told_as_briefly() throws Exception {
        var ended = started(Map.of("LATE_FAULT", "true", "LOG_FORMAT", "json"));

        assertThat(ended).isEqualTo(new Ended(2, "Late, but one line\n"));
    }

    private static Ended started(Map<String, String> environment) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Probe.class.getName())
                .redirectErrorStream(true);
        builder.environment().keySet().removeAll(java.util.Set.of("BETTER_AUTH_SECRET", "JAVA_TOOL_OPTIONS"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), said);
    }
}
