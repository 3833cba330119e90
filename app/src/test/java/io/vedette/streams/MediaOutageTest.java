package io.vedette.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Await;
import io.vedette.testing.Reply;
import io.vedette.testing.TcpProxy;
import io.vedette.testing.TestServer;
import io.vedette.testing.Visitor;
import io.vedette.testing.faults.StandIn;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The media server in every state a bad day has: what needs it says so soon, all else goes on, and it heals by itself. */
class MediaOutageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Two seconds and what a busy machine adds. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private static final MediaMtxStandIn MEDIA = new MediaMtxStandIn();
    private static final TcpProxy NETWORK = TcpProxy.to("localhost", MEDIA.port());
    private static final TestServer SERVER = TestServer.start(Map.of(
            "MEDIA_PROVIDER",
            "mediamtx",
            "MEDIAMTX_API_URL",
            "http://localhost:" + NETWORK.port(),
            "RATE_LIMIT_ENABLED",
            "false"));

    private final Stage stage = Stage.at(SERVER);

    @AfterAll
    static void stop() {
        SERVER.close();
        NETWORK.close();
        MEDIA.close();
    }

    private static String path(String session) {
        return "v-" + session;
    }

    private static void await(String what, BooleanSupplier condition) {
        Await.until(what, PATIENCE, condition);
    }

    static Stream<StandIn.Behaviour> faults() {
        return Stream.of(
                StandIn.status(500, ""),
                StandIn.status(401, ""),
                StandIn.status(200, "nonsense"),
                StandIn.SILENT,
                StandIn.DRIPPING,
                StandIn.ENDLESS);
    }

    private JsonNode health() {
        return Visitor.at(SERVER.url()).get("/health").is(200).json();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void while_it_is_unwell_nothing_starts_and_nothing_is_left_half_made(StandIn.Behaviour fault) {
        String going = stage.streaming();
        String asked = stage.withAnotherClient().requested();
        MEDIA.always(fault);
        try {
            awaitUnwell(asked);
            assertThat(stage.session(asked).path("status").asString()).isEqualTo("requested");
            Stage.ends(stage.client(), going).is(200);
        } finally {
            MEDIA.behave();
        }
        await(
                "it is well again",
                () -> health().at("/checks/media/status").asString().equals("ok"));
        stage.accepts(asked).is(200);
        await("what ended meanwhile is closed", () -> !MEDIA.paths.containsKey(path(going)));
    }

    /** An answer that only looks well is one for the health check, and none for what was asked. */
    private void awaitUnwell(String asked) {
        long begun = System.nanoTime();
        Reply refused = stage.accepts(asked).isProblem(503, "media_unavailable");
        assertThat(refused.header("Retry-After")).isPresent();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
    }

    @Test
    void while_it_is_away_the_health_says_so_and_all_else_goes_on() {
        NETWORK.retarget(1);
        NETWORK.cut();
        try {
            await(
                    "it is known",
                    () -> health().at("/checks/media/status").asString().equals("down"));
            assertThat(health().path("status").asString()).isEqualTo("degraded");
            String asked = stage.requested();
            stage.accepts(asked).isProblem(503, "media_unavailable");
            stage.camera().calls().post("/events/motion/start", "{}").is(201);
        } finally {
            NETWORK.retarget(MEDIA.port());
        }
        await(
                "it is well again",
                () -> health().at("/checks/media/status").asString().equals("ok"));
    }
}
