package io.vedette.storage;

import static io.vedette.testing.faults.StandIn.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.data.DatabaseUrl;
import io.vedette.testing.Alone;
import io.vedette.testing.Await;
import io.vedette.testing.Household;
import io.vedette.testing.Household.Gadget;
import io.vedette.testing.Reply;
import io.vedette.testing.TcpProxy;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import io.vedette.testing.TestStore;
import io.vedette.testing.Uploads;
import io.vedette.testing.Visitor;
import io.vedette.testing.faults.Bystander;
import io.vedette.testing.faults.SelfSigned;
import io.vedette.testing.faults.StandIn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The object store in every state a bad day has: what needs it says so soon, all else goes on, and it heals by itself. */
@Alone
class StoreOutageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Two seconds and what a busy machine adds. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private static final String BUCKET = "outage";
    private static final TcpProxy NETWORK = TcpProxy.to("localhost", TestStore.port());
    private static final StandIn BROKEN = new StandIn(status(500, ""));
    private static final TestServer SERVER = at(NETWORK.port(), TestDatabase.fresh());

    record Fault(String name, String problem, Runnable begin, Runnable end) {
        static Fault answering(String name, String problem, StandIn.Behaviour behaviour) {
            return new Fault(
                    name,
                    problem,
                    () -> {
                        BROKEN.always(behaviour);
                        lead(BROKEN.port());
                    },
                    () -> lead(TestStore.port()));
        }

        static void lead(int port) {
            NETWORK.retarget(port);
            NETWORK.cut();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Fault> faults() {
        return Stream.of(
                new Fault("refused", "", () -> Fault.lead(1), () -> Fault.lead(TestStore.port())),
                new Fault("black hole", "timeout", NETWORK::blackhole, NETWORK::heal),
                Fault.answering("500", "http_500", status(500, "")),
                Fault.answering("no longer let in", "http_403", status(403, "")),
                Fault.answering("no bucket", "http_404", status(404, "")),
                new Fault("slow", "timeout", () -> NETWORK.delay(Duration.ofSeconds(5)), () -> {
                    NETWORK.delay(Duration.ZERO);
                    NETWORK.cut();
                }));
    }

    private static TestServer at(int port, DatabaseUrl database) {
        Map<String, String> environment = new HashMap<>(TestStore.environment(BUCKET, port));
        environment.put("DATABASE_URL", TestDatabase.text(database));
        environment.put("RATE_LIMIT_ENABLED", "false");
        return TestServer.start(environment);
    }

    /** To compare the others with. */
    @BeforeAll
    static void whenAllIsWell() {
        try (Bystander bystander = Bystander.at(SERVER)) {
            bystander.noticesNothing("all is well");
        }
    }

    @AfterAll
    static void stop() {
        SERVER.close();
        NETWORK.close();
        BROKEN.close();
    }

    private static Reply health(TestServer server) {
        return Visitor.at(server.url()).get("/health");
    }

    private static String storage(TestServer server) {
        return health(server).json().at("/checks/storage/status").asString("");
    }

    @ParameterizedTest
    @MethodSource("faults")
    void each_fault_is_told_soon_is_in_nobody_s_way_and_heals(Fault fault) {
        Household house = Household.at(SERVER);
        Gadget camera = house.camera();
        Visitor owner = house.owner();
        JsonNode there = Uploads.done(owner, Uploads.of(camera.id()));
        JsonNode begun = Uploads.begun(owner, Uploads.of(camera.id()));
        fault.begin().run();
        try (Bystander bystander = Bystander.at(SERVER)) {
            Await.until("health names it", PATIENCE, () -> storage(SERVER).equals("down"));
            assertThat(health(SERVER).json().at("/checks/storage/detail").asString())
                    .contains(fault.problem());
            assertThat(health(SERVER).json().path("status").asString()).isEqualTo("degraded");
            assertThat(Visitor.at(SERVER.url()).get("/health/ready").status()).isEqualTo(200);
            String key = "?objectKey=" + there.path("objectKey").asString();
            isRefusedSoon(() ->
                    owner.post("/videos/upload-url", Uploads.of(camera.id()).toString()));
            isRefusedSoon(() -> Uploads.complete(owner, begun));
            isRefusedSoon(() -> owner.get("/videos/download-url" + key));
            isRefusedSoon(() -> owner.delete("/videos" + key));
            assertThat(owner.get("/videos").is(200).json().path("items")).hasSize(1);
            bystander.noticesNothing(fault.name());
        } finally {
            fault.end().run();
        }
        Await.until("health sees it", PATIENCE, () -> storage(SERVER).equals("ok"));
        Uploads.put(begun, Uploads.CONTENT);
        Uploads.complete(owner, begun).is(200);
    }

    private static void isRefusedSoon(Supplier<Reply> call) {
        long begunAt = System.nanoTime();
        Reply refused = call.get().isProblem(503, "storage_unavailable");
        assertThat(Duration.ofNanos(System.nanoTime() - begunAt)).isLessThan(SOON);
        assertThat(refused.header("Retry-After")).isPresent();
    }

    @Test
    void a_server_starts_without_it_and_makes_the_bucket_once_it_is_there() {
        try (TcpProxy network = TcpProxy.to("localhost", 1)) {
            Map<String, String> environment = new HashMap<>(TestStore.environment("later", network.port()));
            try (TestServer server = TestServer.start(environment)) {
                assertThat(storage(server)).isEqualTo("down");
                assertThat(Visitor.at(server.url()).get("/health/ready").status())
                        .isEqualTo(200);
                network.retarget(TestStore.port());
                Await.until("it is there", PATIENCE, () -> storage(server).equals("ok"));
                Household house = Household.at(server);
                Uploads.done(house.owner(), Uploads.of(house.camera().id()));
            }
        }
    }

    @Test
    void a_certificate_that_nobody_vouches_for_is_not_spoken_to(@TempDir Path folder) throws Exception {
        try (StandIn store = new StandIn(status(200, ""), SelfSigned.in(folder))) {
            Map<String, String> environment = new HashMap<>(TestStore.environment("tls", 1));
            environment.put("MINIO_ENDPOINT", store.url());
            try (TestServer server = TestServer.start(environment)) {
                Await.until(
                        "health names it", PATIENCE, () -> health(server).text().contains("tls_failed, "));
                assertThat(store.received).isEmpty();
            }
        }
    }
}
