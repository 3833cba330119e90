package io.vedette.shape;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.shape.ComposeFile.Service;
import io.vedette.testing.Repository;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.convert.DurationStyle;

/** What can be proven of {@code compose.yaml} without a container engine. */
class ComposeTest {
    private static final ComposeFile COMPOSE = ComposeFile.read();
    private static final Service APP = COMPOSE.service("app");

    private static final Map<String, String> LEFT_OUT = Map.of(
            "AUTH_SECRET", "an older name",
            "BETTER_AUTH_URL", "an older name",
            "DATA_DIR", "the image says where its volume is",
            "FCM_BASE_URL", "for tests",
            "MINIO_PORT", "stands in MINIO_ENDPOINT",
            "MINIO_REGION", "the store beside it takes any",
            "MINIO_USE_SSL", "stands in MINIO_ENDPOINT",
            "RESEND_BASE_URL", "for tests");

    static Stream<Map.Entry<String, Service>> mediaServers() {
        return services().filter(service -> service.getValue().profiles().contains("media"));
    }

    static Stream<Map.Entry<String, Service>> services() {
        return COMPOSE.services().entrySet().stream();
    }

    @Test
    void every_variable_is_one_that_the_server_knows() {
        assertThat(DeclaredVariables.names()).containsAll(APP.environment().keySet());
    }

    @Test
    void every_other_one_is_left_out_for_a_reason() {
        assertThat(DeclaredVariables.names())
                .filteredOn(name -> !APP.environment().containsKey(name))
                .containsExactlyInAnyOrderElementsOf(LEFT_OUT.keySet());
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

    @Test
    void media_servers_start_only_when_they_are_wanted() {
        assertThat(mediaServers().map(Map.Entry::getKey)).containsExactlyInAnyOrder("mediamtx", "livekit", "turn");
        assertThat(mediaServers())
                .allSatisfy(server ->
                        assertThat(server.getValue().profiles()).containsExactlyInAnyOrder("media", server.getKey()));
    }

    @ParameterizedTest
    @MethodSource("mediaServers")
    void a_media_server_is_of_one_version_and_meets_nobody_but_the_server(Map.Entry<String, Service> server) {
        assertThat(String.valueOf(server.getValue().content().get("image")))
                .matches("[a-z]+/[a-z-]+:v?[0-9.]+(-r[0-9])?");
        String network = server.getKey();
        assertThat(server.getValue().networks()).containsExactly(network);
        assertThat(COMPOSE.networks()).containsKey(network);
        assertThat(services()
                        .filter(other -> other.getValue().networks().contains(network))
                        .map(Map.Entry::getKey))
                .isSubsetOf("app", network);
    }

    /** Whoever reaches it may change everything: it asks nobody. */
    @Test
    void the_api_of_mediamtx_is_for_the_server_alone() {
        assertThat(Repository.text("app/deploy/mediamtx.yml")).contains("apiAddress: :9997", "- action: api");
        assertThat(APP.environment().get("MEDIAMTX_API_URL")).isEqualTo("${MEDIAMTX_API_URL:-http://mediamtx:9997}");
        assertThat(COMPOSE.service("mediamtx").ports()).isNotEmpty().noneMatch(port -> port.contains("9997"));
    }

    @ParameterizedTest
    @CsvSource({"mediamtx.yml, authHTTPAddress, /media/mediamtx/auth", "livekit.yaml, urls, /media/livekit/webhook"})
    void media_servers_call_the_server_where_it_listens(String file, String key, String path) {
        assertThat(Repository.text("app/deploy/" + file)
                        .lines()
                        .filter(line -> line.strip().startsWith(key + ":")))
                .singleElement()
                .asString()
                .contains("http://app:" + APP.environment().get("PORT") + path);
    }

    /** With an empty one both would start, and take what anybody signs. */
    @ParameterizedTest
    @CsvSource({"livekit, LIVEKIT_API_SECRET", "turn, TURN_SECRET"})
    void a_media_server_without_its_secret_does_not_start(String server, String secret) {
        assertThat(COMPOSE.service(server).content().get("entrypoint"))
                .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                .last(InstanceOfAssertFactories.STRING)
                .contains("$${%s:?".formatted(secret));
        assertThat(Repository.text("app/deploy/coturn.conf"))
                .contains("use-auth-secret")
                .doesNotContain("static-auth");
        assertThat(Repository.text("app/deploy/livekit.yaml")).doesNotContain("keys:");
    }

    @Test
    void as_many_relays_are_published_as_there_may_be() {
        List<String> lines = Repository.text("app/deploy/coturn.conf").lines().toList();
        assertThat(lines).contains("min-port=49160", "max-port=49259", "total-quota=100");
        assertThat(COMPOSE.service("turn").ports()).contains("49160-49259:49160-49259/udp");
    }
}
