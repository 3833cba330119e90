package io.vedette.motion;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.notifications.push.Browser;
import io.vedette.platform.data.DatabaseUrl;
import io.vedette.testing.Await;
import io.vedette.testing.Bodies;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import io.vedette.testing.Visitor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Web Push, switched on and off. */
class PushSwitchTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final DatabaseUrl DATABASE = TestDatabase.fresh();
    private static final Map<String, String> SETTINGS =
            Map.of("DATABASE_URL", TestDatabase.text(DATABASE), "VAPID_SUBJECT", "mailto:ops@example.test");

    private static String key(TestServer server) {
        return Visitor.at(server.url())
                .get("/push/vapid-public-key")
                .is(200)
                .json()
                .path("publicKey")
                .asString();
    }

    @Test
    void the_key_is_the_same_for_all_servers_and_locked() {
        try (TestServer server = TestServer.start(SETTINGS);
                TestServer other = TestServer.start(SETTINGS)) {
            assertThat(List.of(key(server), key(other))).containsOnly(key(server));
        }
        assertThat(TestDatabase.ask(DATABASE, "select encode(private_key, 'escape') from vapid_keys")
                        .getFirst())
                .doesNotContain("\"d\"");
    }

    @Test
    void without_a_service_there_is_silence() {
        try (TestServer off = TestServer.start(Map.of("VAPID_SUBJECT", ""))) {
            Visitor.at(off.url()).get("/push/vapid-public-key").isProblem(404, "not_found");
            Scene quiet = Scene.at(off);
            quiet.house()
                    .patch(
                            quiet.client(),
                            Bodies.object()
                                    .put("pushToken", Browser.fresh().subscription("https://push.example.test/x")))
                    .is(200);
            quiet.started();
            Await.until(
                    "it is told",
                    PATIENCE,
                    () -> TestDatabase.ask(off.database(), "select id from outbox")
                            .isEmpty());
            assertThat(TestDatabase.ask(off.database(), "select * from pushes")).isEmpty();
        }
    }
}
