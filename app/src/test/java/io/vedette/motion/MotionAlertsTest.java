package io.vedette.motion;

import static io.vedette.testing.faults.StandIn.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.SignedJWT;
import io.vedette.notifications.push.Browser;
import io.vedette.platform.data.DatabaseUrl;
import io.vedette.platform.json.Json;
import io.vedette.testing.Await;
import io.vedette.testing.Bodies;
import io.vedette.testing.Household.Gadget;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import io.vedette.testing.Visitor;
import io.vedette.testing.faults.StandIn;
import io.vedette.testing.faults.StandIn.Received;
import io.vedette.testing.sockets.Phone;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Linked clients that are not connected are told of motion by the service of their browser, which a server here stands for. */
class MotionAlertsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final DatabaseUrl DATABASE = TestDatabase.fresh();
    private static final PushRows ROWS = new PushRows(DATABASE);
    private static final StandIn SERVICE = new StandIn(status(201, ""));
    private static final TestServer SERVER = TestServer.start(settings());

    private final Scene scene = Scene.at(SERVER);
    private final Browser browser = Browser.fresh();
    private final String path = "/" + UUID.randomUUID();

    private static Map<String, String> settings() {
        return Map.of(
                "DATABASE_URL",
                TestDatabase.text(DATABASE),
                "VAPID_SUBJECT",
                "mailto:ops@example.test",
                "WEB_PUSH_HOSTS",
                "push.example.test," + SERVICE.url());
    }

    @AfterAll
    static void stop() {
        SERVER.close();
        SERVICE.close();
    }

    private void subscribes(Gadget client, String endpoint) {
        scene.house()
                .patch(client, Bodies.object().put("pushToken", browser.subscription(endpoint)))
                .is(200);
    }

    private void subscribes(Gadget client) {
        subscribes(client, SERVICE.url() + path);
    }

    private List<Received> received() {
        return SERVICE.received.stream()
                .filter(request -> request.path().equals(path))
                .toList();
    }

    private List<Received> receives(int count) {
        Await.until(count + " messages come", PATIENCE, () -> received().size() >= count);
        return received();
    }

    private String opened(Received message) {
        return Json.jsonMapper()
                .readTree(browser.opens(message.bytes()))
                .at("/data/eventId")
                .asString();
    }

    private static String state(Gadget device) {
        return ROWS.state(device);
    }

    private static void settles(Gadget device, String state) {
        Await.until("it is " + state, PATIENCE, () -> state(device).equals(state));
    }

    private String seen(Scene where) {
        JsonNode event = where.started();
        where.ended(event.path("id").asString());
        return event.path("id").asString();
    }

    @Test
    void a_client_that_is_away_is_told_in_words_that_only_its_browser_opens() throws Exception {
        subscribes(scene.client());
        JsonNode event = scene.starts(Bodies.object().put("title", "At the door"))
                .is(201)
                .json();
        Received message = receives(1).getFirst();
        String words = browser.opens(message.bytes());
        JsonNode data = Json.jsonMapper().readTree(words).path("data");
        assertThat(data.path("type").asString()).isEqualTo("motion:detected");
        assertThat(data.path("eventId")).isEqualTo(event.path("id"));
        assertThat(data.path("cameraDeviceId")).isEqualTo(event.path("deviceId"));
        assertThat(data.path("startedAt")).isEqualTo(event.path("startedAt"));
        assertThat(words).doesNotContain("At the door").doesNotContain("A camera\"");
        assertThat(message.method()).isEqualTo("POST");
        assertThat(message.header("Content-Encoding")).isEqualTo("aes128gcm");
        assertThat(message.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(message.header("Urgency")).isEqualTo("high");
        assertThat(Integer.parseInt(message.header("TTL"))).isBetween(60, 300);
        assertThat(message.header("Topic")).matches("[A-Za-z0-9_-]{1,32}");
        isSignedWithTheKeyThatPagesGet(message.header("Authorization"));
        settles(scene.client(), "sent");
    }

    private static void isSignedWithTheKeyThatPagesGet(String authorization) throws Exception {
        String key = Visitor.at(SERVER.url())
                .get("/push/vapid-public-key")
                .is(200)
                .json()
                .path("publicKey")
                .asString();
        byte[] point = new Base64URL(key).decode();
        assertThat(point).hasSize(65).startsWith(4);
        assertThat(authorization).endsWith(", k=" + key);
        SignedJWT jwt = SignedJWT.parse(authorization.replaceFirst("vapid t=([^,]+),.*", "$1"));
        ECKey half = new ECKey.Builder(
                        Curve.P_256,
                        Base64URL.encode(Arrays.copyOfRange(point, 1, 33)),
                        Base64URL.encode(Arrays.copyOfRange(point, 33, 65)))
                .build();
        assertThat(jwt.verify(new ECDSAVerifier(half))).isTrue();
        assertThat(jwt.getJWTClaimsSet().getAudience()).containsExactly(SERVICE.url());
        assertThat(jwt.getJWTClaimsSet().getSubject()).isEqualTo("mailto:ops@example.test");
    }

    @Test
    void nobody_else_is() {
        Scene other = scene.withAnotherCamera();
        Gadget disabled = scene.house().client();
        Gadget connected = scene.house().client();
        scene.house().link(scene.camera(), disabled).is(201);
        scene.house().link(scene.camera(), connected).is(201);
        List.of(scene.client(), other.client(), disabled, connected).forEach(this::subscribes);
        scene.house().patch(disabled, Bodies.object().put("status", "disabled")).is(200);
        try (Phone phone = Phone.of(connected)) {
            Await.until(
                    "it is there",
                    PATIENCE,
                    () -> TestDatabase.ask(
                                    DATABASE, "select online from devices where id = '%s'".formatted(connected.id()))
                            .equals(List.of("t")));
            String id = seen(scene);
            assertThat(phone.hears("motion:detected").path("eventId").asString())
                    .isEqualTo(id);
            settles(scene.client(), "sent");
            assertThat(received()).extracting(this::opened).containsExactly(id);
            assertThat(List.of(state(other.client()), state(disabled), state(connected)))
                    .containsOnly("");
        }
    }

    @Test
    void it_is_told_of_each_camera_once_in_a_while() {
        subscribes(scene.client());
        Scene other = Scene.at(SERVER);
        String first = seen(scene);
        settles(scene.client(), "sent");
        seen(scene);
        seen(scene);
        TestDatabase.execute(DATABASE, "update pushes set wanted_at = now() - interval '59 seconds'");
        seen(scene);
        settlesOnBehalfOf(other);
        TestDatabase.execute(DATABASE, "update pushes set wanted_at = now() - interval '61 seconds'");
        String later = seen(scene);
        assertThat(receives(2)).extracting(this::opened).containsExactly(first, later);
    }

    /** What was wanted before that has been looked at. */
    private void settlesOnBehalfOf(Scene other) {
        other.house()
                .patch(other.client(), Bodies.object().put("pushToken", browser.subscription(SERVICE.url() + "/other")))
                .is(200);
        seen(other);
        settles(other.client(), "sent");
    }

    @Test
    void what_the_service_does_not_take_now_is_tried_again() {
        subscribes(scene.client());
        SERVICE.next(status(503, "", "Retry-After", "1"), status(429, ""));
        String id = seen(scene);
        assertThat(receives(3)).extracting(this::opened).containsOnly(id);
        settles(scene.client(), "sent");
    }

    @Test
    void a_subscription_that_is_dead_is_dropped() {
        subscribes(scene.client());
        SERVICE.next(status(410, ""));
        seen(scene);
        settles(scene.client(), "failed http_410");
        assertThat(ROWS.hasToken(scene.client())).isFalse();
        subscribes(scene.client());
        assertThat(ROWS.hasToken(scene.client())).isTrue();
    }

    @Test
    void what_is_refused_is_not_tried_again_and_the_subscription_stays() {
        subscribes(scene.client());
        SERVICE.next(status(403, "who are you"));
        seen(scene);
        settles(scene.client(), "failed http_403");
        assertThat(ROWS.hasToken(scene.client())).isTrue();
        assertThat(received()).hasSize(1);
    }

    @Test
    void nobody_is_called_but_services_that_are_known() {
        for (String endpoint : List.of(
                "https://evil.example.test/x",
                "https://push.example.test.evil.test/x",
                "https://push.example.test:8443/x",
                "http://push.example.test/x",
                "https://me@push.example.test/x",
                "http://127.0.0.1:1/x",
                "file:///etc/passwd",
                "nonsense")) {
            Scene fresh = Scene.at(SERVER);
            fresh.house()
                    .patch(fresh.client(), Bodies.object().put("pushToken", browser.subscription(endpoint)))
                    .is(200);
            seen(fresh);
            Await.until(
                    endpoint + " is given up",
                    PATIENCE,
                    () -> state(fresh.client()).startsWith("failed "));
            assertThat(state(fresh.client())).as(endpoint).isIn("failed unknown_host", "failed no_subscription");
            assertThat(ROWS.hasToken(fresh.client())).isFalse();
        }
    }

    @Test
    void what_waits_goes_with_the_link_or_a_device() {
        SERVICE.always(status(503, "", "Retry-After", "200"));
        try {
            subscribes(scene.client());
            Gadget second = scene.house().client();
            Gadget third = scene.house().client();
            scene.house().link(scene.camera(), second).is(201);
            String link = scene.house()
                    .link(scene.camera(), third)
                    .is(201)
                    .json()
                    .path("id")
                    .asString();
            subscribes(second);
            subscribes(third);
            seen(scene);
            List.of(scene.client(), second, third).forEach(each -> settles(each, "waiting http_503"));
            scene.house().owner().delete("/device-links/" + link).is(204);
            assertThat(List.of(state(third), state(second))).containsExactly("", "waiting http_503");
            scene.house()
                    .patch(second, Bodies.object().put("status", "disabled"))
                    .is(200);
            assertThat(List.of(state(second), state(scene.client()))).containsExactly("", "waiting http_503");
            scene.disables().is(200);
            assertThat(state(scene.client())).isEmpty();
        } finally {
            SERVICE.always(status(201, ""));
        }
    }
}
