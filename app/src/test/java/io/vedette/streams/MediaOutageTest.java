package io.vedette.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Await;
import io.vedette.testing.Reply;
import io.vedette.testing.TcpProxy;
import io.vedette.testing.TestServer;
import io.vedette.testing.Visitor;
import io.vedette.testing.faults.SelfSigned;
import io.vedette.testing.faults.StandIn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Each media server in every state a bad day has: what needs it says so soon, all else goes on, and it heals by itself. */
@ParameterizedClass
@MethodSource("all")
class MediaOutageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Two seconds and what a busy machine adds. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private static final int FAILURES = 3;
    private static final Duration PROBE = Duration.ofSeconds(2);

    /** A media server, the way there, and a server of ours that goes it. */
    record Setting(MediaServing media, TcpProxy network, TestServer server) implements AutoCloseable {
        static Setting with(MediaServing media) {
            TcpProxy network = TcpProxy.to("localhost", media.port());
            return new Setting(
                    media, network, MediaContract.serverWith(media.environment("http://localhost:" + network.port())));
        }

        @Override
        public void close() {
            server.close();
            network.close();
            media.close();
        }

        @Override
        public String toString() {
            return media.name();
        }
    }

    static Stream<Setting> all() {
        return Stream.of(new MediaMtxStandIn(true), new LiveKitStandIn()).map(Setting::with);
    }

    private final MediaServing media;
    private final TcpProxy network;
    private final TestServer server;
    private final Stage stage;

    MediaOutageTest(Setting setting) {
        this.media = setting.media();
        this.network = setting.network();
        this.server = setting.server();
        this.stage = Stage.at(server);
    }

    /** What it does, how that ends, and what the health calls it unless it only looks well. */
    record Fault(String name, Consumer<Setting> begins, Consumer<Setting> ends) {
        static Fault of(String name, StandIn.Behaviour behaviour) {
            return new Fault(
                    name,
                    setting -> setting.media().always(behaviour),
                    setting -> setting.media().behave());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Fault> faults() {
        return Stream.of(
                Fault.of("http_500", StandIn.status(500, "")),
                Fault.of("http_401", StandIn.status(401, "")),
                Fault.of("http_302", StandIn.status(302, "", "Location", "http://localhost:1/")),
                Fault.of("http_406", StandIn.status(406, "Not Ready")),
                Fault.of("garbled", StandIn.status(200, "nonsense")),
                Fault.of("garbled", StandIn.status(200, " ".repeat(10_000_000))),
                Fault.of("garbled", StandIn.ENDLESS),
                Fault.of("timeout", StandIn.SILENT),
                Fault.of("timeout", StandIn.DRIPPING),
                new Fault(
                        "timeout",
                        setting -> setting.network().blackhole(),
                        setting -> setting.network().heal()));
    }

    private static JsonNode health(TestServer server) {
        return Visitor.at(server.url()).get("/health").is(200).json();
    }

    private static void isWell(TestServer server) {
        Await.until(
                "it is well",
                PATIENCE,
                () -> health(server).at("/checks/media/status").asString().equals("ok"));
    }

    private static void isNamed(TestServer server, String problem) {
        Await.until(
                "the health says " + problem,
                PATIENCE,
                () -> health(server)
                        .at("/checks/media/detail")
                        .asString("")
                        .matches(problem + ", [1-9][0-9]* times in a row"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void while_it_is_unwell_nothing_starts_and_nothing_is_left_half_made(Fault fault) {
        Setting setting = new Setting(media, network, server);
        String going = stage.streaming();
        String asked = stage.withAnotherClient().requested();
        fault.begins().accept(setting);
        try {
            isRefusedSoon(asked);
            assertThat(stage.session(asked).path("status").asString()).isEqualTo("requested");
            isNamed(server, fault.name());
            stage.camera().calls().post("/events/motion/start", "{}").is(201);
            Stage.ends(stage.client(), going).is(200);
        } finally {
            fault.ends().accept(setting);
        }
        isWell(server);
        stage.accepts(asked).is(200);
        Await.until("what ended meanwhile is closed", PATIENCE, () -> !media.hasRoom(media.room(going)));
    }

    private void isRefusedSoon(String asked) {
        long begun = System.nanoTime();
        Reply refused = stage.accepts(asked).isProblem(503, "media_unavailable");
        assertThat(refused.header("Retry-After")).isPresent();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
    }

    @Test
    void who_lost_their_right_meanwhile_is_out_once_it_is_well() throws Exception {
        Stage another = stage.withAnotherClient();
        String id = stage.streaming();
        String token = Stage.subscribes(another.client(), id)
                .is(200)
                .json()
                .path("token")
                .asString();
        assertThat(media.enters(token, id, false, server.url())).isTrue();
        network.blackhole();
        try {
            another.unlinks().is(204);
            isNamed(server, "timeout");
        } finally {
            network.heal();
        }
        Await.until("it is out", SOON, () -> !media.isInside(another.client(), id));
    }

    @Test
    void while_it_is_unwell_it_is_asked_every_so_often_only() {
        String asked = stage.requested();
        media.always(StandIn.status(500, ""));
        try {
            isNamed(server, "http_500");
            int seen = media.received().size();
            long begun = System.nanoTime();
            for (int call = 0; call < 50; call++) {
                stage.accepts(asked).isProblem(503, "media_unavailable");
            }
            long probes = Duration.ofNanos(System.nanoTime() - begun).dividedBy(PROBE);
            assertThat(media.received().size() - seen).isLessThanOrEqualTo((int) probes + FAILURES);
        } finally {
            media.behave();
        }
        isWell(server);
    }

    @Test
    void a_server_starts_where_nobody_is() {
        try (TestServer alone = MediaContract.serverWith(media.environment("http://localhost:1"))) {
            isNamed(alone, "unreachable");
            Stage here = Stage.at(alone);
            here.accepts(here.requested()).isProblem(503, "media_unavailable");
        }
    }

    @Test
    void a_certificate_that_nobody_vouches_for_is_not_spoken_to(@TempDir Path folder) throws Exception {
        try (StandIn forged = new StandIn(StandIn.status(200, "{}"), SelfSigned.in(folder));
                TestServer wary = MediaContract.serverWith(media.environment(forged.url()))) {
            isNamed(wary, "tls_failed");
            assertThat(forged.received).isEmpty();
        }
    }
}
