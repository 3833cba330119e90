package io.vedette.shape;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.shape.ComposeFile.Service;
import io.vedette.testing.Repository;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.convert.DurationStyle;

/** What can be proven of {@code compose.yaml} without a container engine. */
class ComposeTest {
    private static final ComposeFile COMPOSE = ComposeFile.read();
    private static final Service APP = COMPOSE.service("app");

    static Stream<Map.Entry<String, Service>> services() {
        return COMPOSE.services().entrySet().stream();
    }

    @Test
    void every_variable_is_one_that_the_server_knows() {
        assertThat(DeclaredVariables.names()).containsAll(APP.environment().keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"DATABASE_URL", "BETTER_AUTH_SECRET", "MINIO_SECRET_KEY"})
    void what_must_be_secret_has_no_default(String variable) {
        assertThat(String.valueOf(APP.environment().get(variable)))
                .contains(":?")
                .doesNotContain(":-");
    }

    @Test
    void every_file_it_names_is_there() {
        Map<String, Object> build = APP.build();
        assertThat(Repository.file(String.valueOf(build.get("context")))).isDirectory();
        assertThat(Repository.file(String.valueOf(build.get("dockerfile")))).isRegularFile();
    }

    @ParameterizedTest
    @MethodSource("services")
    void every_mount_is_a_declared_volume_or_a_file_that_is_there(Map.Entry<String, Service> service) {
        assertThat(service.getValue().mountSources())
                .allSatisfy(source -> assertThat(COMPOSE.volumes().containsKey(source)
                                || Repository.file(source).toFile().exists())
                        .as(source)
                        .isTrue());
    }

    @ParameterizedTest
    @MethodSource("services")
    void nobody_has_more_rights_than_it_needs(Map.Entry<String, Service> service) {
        assertThat(service.getValue().content())
                .containsEntry("read_only", true)
                .containsEntry("cap_drop", List.of("ALL"))
                .containsEntry("security_opt", List.of("no-new-privileges:true"))
                .doesNotContainKey("privileged");
    }

    @Test
    void the_server_waits_for_a_database_that_answers() {
        assertThat(APP.dependsOn()).containsEntry("postgres", Map.of("condition", "service_healthy"));
        assertThat(COMPOSE.service("postgres").content()).containsKey("healthcheck");
    }

    @Test
    void a_drain_is_not_cut_short() {
        var drain =
                DurationStyle.detectAndParse(String.valueOf(APP.environment().get("SHUTDOWN_TIMEOUT")));
        assertThat(APP.seconds("stop_grace_period")).isGreaterThan(drain.toSeconds());
    }

    @Test
    void the_database_keeps_its_files_where_version_18_looks_for_them() {
        assertThat(COMPOSE.service("postgres").content())
                .extracting("image", "volumes")
                .containsExactly("postgres:18-bookworm", List.of("postgres:/var/lib/postgresql"));
    }
}
