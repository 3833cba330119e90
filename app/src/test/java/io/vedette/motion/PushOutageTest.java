package io.vedette.motion;

import static io.vedette.testing.faults.StandIn.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.notifications.push.Browser;
import io.vedette.platform.data.DatabaseUrl;
import io.vedette.testing.Alone;
import io.vedette.testing.Await;
import io.vedette.testing.Bodies;
import io.vedette.testing.Household.Gadget;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import io.vedette.testing.Visitor;
import io.vedette.testing.faults.Bystander;
import io.vedette.testing.faults.SelfSigned;
import io.vedette.testing.faults.StandIn;
import io.vedette.testing.sockets.Phone;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A push service in every state a bad day has: each try has an end, who is connected is told, health names it, and it heals. */
@Alone
class PushOutageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CLIENTS = 6;

    private static final DatabaseUrl DATABASE = TestDatabase.fresh();
    private static final PushRows ROWS = new PushRows(DATABASE);
    private static final StandIn SERVICE = new StandIn(status(201, ""));
    private static final TestServer SERVER = using(SERVICE, DATABASE);

    record Fault(String name, String problem, Consumer<StandIn> begin, Consumer<StandIn> end) {
        static Fault answering(String name, String problem, StandIn.Behaviour behaviour) {
            return new Fault(
                    name, problem, service -> service.always(behaviour), service -> service.always(status(201, "")));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Fault> faults() {
        return Stream.of(
                new Fault("refused", "unreachable", StandIn::goAway, StandIn::comeBack),
                Fault.answering("500", "http_500", status(500, "")),
                Fault.answering("black hole", "timeout", StandIn.SILENT),
                Fault.answering("byte by byte", "timeout", StandIn.DRIPPING),
                Fault.answering(
                        "endless",
                        "http_500",
                        (asked, response) -> StandIn.ENDLESS.answer(asked, response.status(500))));
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
        SERVICE.close();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void each_fault_ends_is_named_and_heals(Fault fault) {
        Scene scene = Scene.at(SERVER);
        List<Gadget> away = IntStream.range(0, CLIENTS)
                .mapToObj(_ -> subscribed(scene, SERVICE))
                .toList();
        fault.begin().accept(SERVICE);
        try (Bystander bystander = Bystander.at(SERVER)) {
            isNamedAndInNobodysWay(SERVER, scene, fault.problem());
            bystander.noticesNothing(fault.name());
        }
        fault.end().accept(SERVICE);
        Await.until(
                "all are told",
                PATIENCE,
                () -> away.stream().allMatch(client -> ROWS.state(client).equals("sent")));
        Await.until("health sees it", PATIENCE, () -> health(SERVER).isEmpty());
    }

    @Test
    void a_certificate_that_nobody_vouches_for_is_not_spoken_to(@TempDir Path folder) throws Exception {
        try (StandIn service = new StandIn(status(201, ""), SelfSigned.in(folder));
                TestServer server = using(service, TestDatabase.fresh())) {
            Scene scene = Scene.at(server);
            IntStream.range(0, CLIENTS).forEach(_ -> subscribed(scene, service));
            isNamedAndInNobodysWay(server, scene, "tls_failed");
            assertThat(service.received).isEmpty();
        }
    }

    private static TestServer using(StandIn service, DatabaseUrl database) {
        return TestServer.start(Map.of(
                "DATABASE_URL",
                TestDatabase.text(database),
                "RATE_LIMIT_ENABLED",
                "false",
                "VAPID_SUBJECT",
                "mailto:ops@example.test",
                "WEB_PUSH_HOSTS",
                service.url()));
    }

    /** Whoever is connected hears of motion as ever. */
    private static void isNamedAndInNobodysWay(TestServer server, Scene scene, String problem) {
        try (Phone there = Phone.of(scene.client())) {
            String id = scene.started().path("id").asString();
            assertThat(there.hears("motion:detected").path("eventId").asString())
                    .isEqualTo(id);
            Await.until("health names it", PATIENCE, () -> health(server).contains(problem + ", "));
            assertThat(Visitor.at(server.url()).get("/health/ready").status()).isEqualTo(200);
            scene.ended(id);
            assertThat(there.hears("motion:ended").path("eventId").asString()).isEqualTo(id);
        }
    }

    private static Gadget subscribed(Scene scene, StandIn service) {
        Gadget client = scene.house().client();
        scene.house().link(scene.camera(), client).is(201);
        scene.house()
                .patch(client, Bodies.object().put("pushToken", Browser.fresh().subscription(service.url() + "/x")))
                .is(200);
        return client;
    }

    private static String health(TestServer server) {
        return Visitor.at(server.url())
                .get("/health")
                .json()
                .at("/checks/push/detail")
                .asString("");
    }
}
