package io.vedette.motion;

import static io.vedette.testing.faults.StandIn.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import io.vedette.platform.data.DatabaseUrl;
import io.vedette.platform.json.Json;
import io.vedette.testing.Await;
import io.vedette.testing.Bodies;
import io.vedette.testing.Household.Gadget;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import io.vedette.testing.faults.StandIn;
import io.vedette.testing.faults.StandIn.Behaviour;
import io.vedette.testing.faults.StandIn.Received;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The same for apps, which Firebase reaches; a server here stands for it. */
class FcmAlertsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final DatabaseUrl DATABASE = TestDatabase.fresh();
    private static final PushRows ROWS = new PushRows(DATABASE);
    private static final RSAKey KEY = key();
    private static final AtomicInteger TOKENS = new AtomicInteger();
    private static final Behaviour WELL = (request, response) -> request.path().equals("/token")
            ? status(
                            200,
                            "{\"access_token\":\"access-%d\",\"expires_in\":3600,\"token_type\":\"Bearer\"}"
                                    .formatted(TOKENS.incrementAndGet()))
                    .answer(request, response)
            : status(200, "{\"name\":\"projects/p/messages/1\"}").answer(request, response);
    private static final StandIn FIREBASE = new StandIn(WELL);
    private static final TestServer SERVER = TestServer.start(Map.of(
            "DATABASE_URL",
            TestDatabase.text(DATABASE),
            "FCM_SERVICE_ACCOUNT",
            account(),
            "FCM_BASE_URL",
            FIREBASE.url()));

    private final Scene scene = Scene.at(SERVER);
    private final String token = "fcm-" + UUID.randomUUID();

    FcmAlertsTest() {
        scene.house()
                .patch(scene.client(), Bodies.object().put("pushToken", token))
                .is(200);
    }

    @AfterAll
    static void stop() {
        SERVER.close();
        FIREBASE.close();
    }

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String account() {
        try {
            String pem = "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                    .formatted(Base64.getMimeEncoder()
                            .encodeToString(KEY.toPrivateKey().getEncoded()));
            return Bodies.object()
                    .put("project_id", "p")
                    .put("private_key_id", "key-1")
                    .put("private_key", pem)
                    .put("client_email", "svc@p.example.test")
                    .put("token_uri", FIREBASE.url() + "/token")
                    .toString();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Behaviour error(int status, String code, String message) {
        return status(status, """
                {"error":{"code":%d,"message":"%s","status":"X","details":[{"@type":"FcmError","errorCode":"%s"}]}}""".formatted(status, message, code));
    }

    private List<Received> messages() {
        return FIREBASE.received.stream()
                .filter(request -> request.body().contains(token))
                .toList();
    }

    private static void settles(Gadget device, String state) {
        Await.until("it is " + state, PATIENCE, () -> ROWS.state(device).equals(state));
    }

    @Test
    void an_app_that_is_away_is_told_by_its_token() throws Exception {
        JsonNode event = scene.started();
        settles(scene.client(), "sent");
        Received request = messages().getFirst();
        assertThat(request.path()).isEqualTo("/v1/projects/p/messages:send");
        assertThat(request.header("Authorization")).matches("Bearer access-[0-9]+");
        JsonNode message = Json.jsonMapper().readTree(request.body()).path("message");
        assertThat(message.path("token").asString()).isEqualTo(token);
        assertThat(message.at("/data/eventId")).isEqualTo(event.path("id"));
        assertThat(message.at("/data/cameraDeviceId")).isEqualTo(event.path("deviceId"));
        assertThat(message.path("data").valueStream()).allMatch(JsonNode::isString);
        assertThat(message.at("/android/priority").asString()).isEqualTo("HIGH");
        assertThat(message.at("/android/ttl").asString()).matches("[0-9]+s");
        assertThat(message.at("/android/collapse_key")).isEqualTo(event.path("deviceId"));
        assertThat(message.at("/notification/title").asString()).isNotEmpty();
        isAskedForWithASignedWord();
    }

    private static void isAskedForWithASignedWord() throws Exception {
        Received asked = FIREBASE.received.stream()
                .filter(request -> request.path().equals("/token"))
                .findFirst()
                .orElseThrow();
        String form = URLDecoder.decode(asked.body(), StandardCharsets.UTF_8);
        assertThat(form).startsWith("grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&assertion=");
        SignedJWT jwt = SignedJWT.parse(form.replaceFirst(".*assertion=", ""));
        assertThat(jwt.verify(new RSASSAVerifier(KEY.toPublicJWK().toRSAKey()))).isTrue();
        assertThat(jwt.getHeader().getKeyID()).isEqualTo("key-1");
        assertThat(jwt.getJWTClaimsSet().getIssuer()).isEqualTo("svc@p.example.test");
    }

    @Test
    void the_token_that_lets_us_in_is_used_again() {
        scene.started();
        settles(scene.client(), "sent");
        FcmAlertsTest other = new FcmAlertsTest();
        other.scene.started();
        settles(other.scene.client(), "sent");
        assertThat(other.messages().getFirst().header("Authorization"))
                .isEqualTo(messages().getFirst().header("Authorization"));
    }

    @Test
    void one_that_lets_us_in_no_more_is_exchanged_once() {
        warmUp();
        FIREBASE.next(error(401, "THIRD_PARTY_AUTH_ERROR", "no"));
        scene.started();
        settles(scene.client(), "sent");
        assertThat(messages())
                .extracting(request -> request.header("Authorization"))
                .doesNotHaveDuplicates();
        assertThat(messages()).hasSize(2);
    }

    @Test
    void an_account_that_is_refused_is_called_so_and_tried_again() {
        warmUp();
        FIREBASE.next(error(401, "THIRD_PARTY_AUTH_ERROR", "no"), status(400, "{\"error\":\"invalid_grant\"}"));
        scene.started();
        settles(scene.client(), "waiting account_refused");
        TestDatabase.execute(DATABASE, "update pushes set next_at = now() where state = 'waiting'");
        settles(scene.client(), "sent");
    }

    @Test
    void an_app_that_is_gone_is_dropped() {
        warmUp();
        FIREBASE.next(error(404, "UNREGISTERED", "gone"));
        scene.started();
        settles(scene.client(), "failed unregistered");
        assertThat(ROWS.hasToken(scene.client())).isFalse();
    }

    @Test
    void what_is_wrong_with_a_message_is_not_the_token_s_fault() {
        warmUp();
        FIREBASE.next(error(400, "INVALID_ARGUMENT", "Invalid value at message.data"));
        scene.started();
        settles(scene.client(), "failed invalid_argument");
        assertThat(ROWS.hasToken(scene.client())).isTrue();
    }

    @Test
    void unless_it_says_so() {
        warmUp();
        FIREBASE.next(error(400, "INVALID_ARGUMENT", "The registration token is not a valid FCM registration token"));
        scene.started();
        settles(scene.client(), "failed invalid_argument");
        assertThat(ROWS.hasToken(scene.client())).isFalse();
    }

    @Test
    void a_used_up_quota_is_waited_for() {
        warmUp();
        FIREBASE.next(error(429, "QUOTA_EXCEEDED", "slowly"));
        scene.started();
        settles(scene.client(), "waiting quota_exceeded");
        String rest = "select next_at > now() + interval '50 seconds' from pushes where device_id = '%s'"
                .formatted(scene.client().id());
        assertThat(TestDatabase.ask(DATABASE, rest)).containsExactly("t");
    }

    /** From then on the next request is a message. */
    private static void warmUp() {
        FcmAlertsTest before = new FcmAlertsTest();
        before.scene.started();
        settles(before.scene.client(), "sent");
    }
}
