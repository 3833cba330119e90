package io.vedette.motion;

import static io.vedette.testing.faults.StandIn.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.notifications.push.Browser;
import io.vedette.platform.data.DatabaseUrl;
import io.vedette.testing.Await;
import io.vedette.testing.Bodies;
import io.vedette.testing.Household.Gadget;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import io.vedette.testing.Visitor;
import io.vedette.testing.faults.StandIn;
import io.vedette.testing.sockets.Phone;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A push service in every state a bad day has: each try has an end, who is connected is told, health names it, and it heals. */
class PushOutageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CLIENTS = 6;

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
                Fault.answering("byte by byte", "timeout", StandIn.DRIPPING));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void each_fault_ends_is_named_and_heals(Fault fault) {
        DatabaseUrl database = TestDatabase.fresh();
        PushRows rows = new PushRows(database);
        try (StandIn service = new StandIn(status(201, ""));
                TestServer server = TestServer.start(Map.of(
                        "DATABASE_URL",
                        TestDatabase.text(database),
                        "VAPID_SUBJECT",
                        "mailto:ops@example.test",
                        "WEB_PUSH_HOSTS",
                        service.url()))) {
            Scene scene = Scene.at(server);
            List<Gadget> away = IntStream.range(0, CLIENTS)
                    .mapToObj(_ -> subscribed(scene, service))
                    .toList();
            fault.begin().accept(service);
            try (Phone there = Phone.of(scene.client())) {
                String id = scene.started().path("id").asString();
                assertThat(there.hears("motion:detected").path("eventId").asString())
                        .isEqualTo(id);
                Await.until("health names it", PATIENCE, () -> health(server).contains(fault.problem() + ", "));
                assertThat(Visitor.at(server.url()).get("/health/ready").status())
                        .isEqualTo(200);
                scene.ended(id);
                assertThat(there.hears("motion:ended").path("eventId").asString())
                        .isEqualTo(id);
            }
            fault.end().accept(service);
            TestDatabase.execute(database, "update pushes set next_at = now() where state = 'waiting'");
            Await.until(
                    "all are told",
                    PATIENCE,
                    () -> away.stream().allMatch(client -> rows.state(client).equals("sent")));
            assertThat(health(server)).isEmpty();
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
