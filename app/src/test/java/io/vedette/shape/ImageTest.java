package io.vedette.shape;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Repository;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What can be proven of the image without building it. */
class ImageTest {
    private static final List<String> INSTRUCTIONS = Repository.text("app/deploy/Dockerfile")
            .replaceAll("(?m)^#.*\\n", "")
            .replaceAll("\\\\\\n\\s*", " ")
            .lines()
            .filter(line -> !line.isBlank())
            .toList();

    private static Stream<String> all(String instruction) {
        return INSTRUCTIONS.stream()
                .filter(line -> line.startsWith(instruction + " "))
                .map(line -> line.substring(instruction.length() + 1).strip());
    }

    private static String last(String instruction) {
        return all(instruction).toList().getLast();
    }

    @Test
    void everything_it_copies_is_there() {
        assertThat(all("COPY").filter(copy -> !copy.contains("--from=")))
                .isNotEmpty()
                .flatExtracting(copy -> Arrays.asList(copy.split(" +")).subList(0, copy.split(" +").length - 1))
                .allSatisfy(source -> assertThat(Repository.file(source)).exists());
    }

    @Test
    void training_and_service_run_with_the_same_options() {
        assertThat(all("COPY")).anyMatch(copy -> copy.startsWith("app/deploy/java.options "));
        assertThat(all("RUN").filter(run -> run.contains("-XX:AOTCacheOutput=")))
                .flatExtracting(run -> Arrays.asList(run.split("&&")))
                .hasSize(3)
                .allSatisfy(start -> assertThat(start.strip()).startsWith("java @java.options -D"));
        assertThat(last("ENTRYPOINT")).startsWith("[\"java\", \"@java.options\", \"-XX:AOTCache=vedette.aot\"");
    }

    @Test
    void the_server_is_nobody_special_and_hears_its_signals() {
        assertThat(last("USER")).matches("[1-9]\\d+:[1-9]\\d+");
        assertThat(last("ENTRYPOINT")).as("a shell would swallow the signal").startsWith("[");
        assertThat(last("STOPSIGNAL")).isEqualTo("SIGTERM");
    }

    @Test
    void its_health_check_is_a_program_of_this_repository() {
        assertThat(last("HEALTHCHECK")).endsWith("CMD [\"/vedette/healthcheck\"]");
        assertThat(Repository.file("app/deploy/healthcheck")).isExecutable();
    }
}
