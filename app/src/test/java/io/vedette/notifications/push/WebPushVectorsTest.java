package io.vedette.notifications.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.SignedJWT;
import io.vedette.platform.json.Json;
import io.vedette.testing.Bodies;
import io.vedette.testing.Property;
import io.vedette.testing.SettableClock;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What we send to browsers' services and to Firebase, against messages that others have made. */
class WebPushVectorsTest {
    private static final JsonNode WEB = vector("web-push");
    private static final JsonNode FCM = vector("push-provider-jwt").path("fcmAssertion");
    private static final Instant THEN = Instant.ofEpochSecond(1_767_225_600);
    private static final URI ENDPOINT =
            URI.create(WEB.at("/subscription/endpoint").asString());

    private static JsonNode vector(String name) {
        try (var file = Objects.requireNonNull(
                WebPushVectorsTest.class.getResourceAsStream("/contracts/%s.json".formatted(name)))) {
            return Json.jsonMapper().readTree(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey key(byte[] point, String privateHalf) {
        return new ECKey.Builder(
                        Curve.P_256,
                        Base64URL.encode(Arrays.copyOfRange(point, 1, 33)),
                        Base64URL.encode(Arrays.copyOfRange(point, 33, 65)))
                .d(new Base64URL(privateHalf))
                .build();
    }

    private static byte[] bytes(JsonNode base64url) {
        return new Base64URL(base64url.asString()).decode();
    }

    private static Browser browser() {
        return new Browser(
                key(
                        bytes(WEB.at("/subscription/keys/p256dh")),
                        WEB.path("userAgentPrivateKey").asString()),
                bytes(WEB.at("/subscription/keys/auth")));
    }

    private static Subscription subscription() {
        return Subscription.parse(WEB.path("subscription").toString()).orElseThrow();
    }

    /** So it opens ours as well if ours is right. */
    @Test
    void the_browser_of_these_tests_opens_what_another_has_locked() {
        assertThat(browser().opens(bytes(WEB.at("/request/bodyBase64url"))))
                .isEqualTo(WEB.path("payload").asString());
    }

    @Test
    void it_opens_what_we_lock_whatever_it_says() {
        Property.check(100, random -> {
            String words = "é".repeat(random.nextInt(WebPushCipher.MOST_BYTES / 2));
            byte[] locked = WebPushCipher.lock(words.getBytes(StandardCharsets.UTF_8), subscription());
            assertThat(browser().opens(locked)).isEqualTo(words);
            assertThat(locked).hasSizeLessThanOrEqualTo(4_096);
        });
    }

    @Test
    void nothing_is_locked_the_same_way_twice() {
        byte[] words = "motion".getBytes(StandardCharsets.UTF_8);
        assertThat(WebPushCipher.lock(words, subscription())).isNotEqualTo(WebPushCipher.lock(words, subscription()));
    }

    @Test
    void what_is_too_long_for_one_record_is_a_bug() {
        assertThatThrownBy(() -> WebPushCipher.lock(new byte[WebPushCipher.MOST_BYTES + 1], subscription()))
                .hasMessageContaining("too long");
    }

    @Test
    void a_service_is_shown_the_same_as_by_another() throws Exception {
        ECKey key = key(
                bytes(WEB.at("/vapid/publicKey")), WEB.at("/vapid/privateKey").asString());
        String subject = WEB.at("/vapidJwt/claims/sub").asString();
        String ours = new VapidPasses(subject, new SettableClock(THEN)).authorization(ENDPOINT, key);
        String theirs = WEB.at("/request/headers/Authorization").asString();
        assertThat(ours.replaceFirst("t=[^,]+", "t=")).isEqualTo(theirs.replaceFirst("t=[^,]+", "t="));
        SignedJWT jwt = SignedJWT.parse(ours.replaceFirst("vapid t=([^,]+),.*", "$1"));
        assertThat(jwt.verify(new ECDSAVerifier(key))).isTrue();
        assertThat(Json.jsonMapper().readTree(jwt.getHeader().toString())).isEqualTo(WEB.at("/vapidJwt/header"));
        assertThat(Json.jsonMapper().readTree(jwt.getJWTClaimsSet().toString())).isEqualTo(WEB.at("/vapidJwt/claims"));
    }

    @Test
    void a_pass_is_used_for_a_while_and_then_signed_anew() {
        ECKey key = key(
                bytes(WEB.at("/vapid/publicKey")), WEB.at("/vapid/privateKey").asString());
        SettableClock clock = new SettableClock(THEN);
        VapidPasses passes = new VapidPasses("mailto:ops@example.test", clock);
        String first = passes.authorization(ENDPOINT, key);
        clock.advance(Duration.ofHours(5));
        assertThat(passes.authorization(ENDPOINT, key)).isEqualTo(first);
        clock.advance(Duration.ofHours(1));
        assertThat(passes.authorization(ENDPOINT, key)).isNotEqualTo(first);
    }

    @Test
    void firebase_is_shown_the_same_as_by_another() throws Exception {
        JsonNode claims = FCM.path("claims");
        ServiceAccount account = ServiceAccount.parse(Bodies.object()
                .put("project_id", "project-id")
                .put("client_email", claims.path("iss").asString())
                .put("private_key_id", FCM.at("/header/kid").asString())
                .put("private_key", pem(FCM.path("privateKeyPkcs8Base64").asString()))
                .toString());
        SignedJWT jwt = SignedJWT.parse(account.assertion(THEN));
        assertThat(jwt.verify(
                        new RSASSAVerifier(RSAKey.parse(FCM.path("publicJwk").toString()))))
                .isTrue();
        assertThat(Json.jsonMapper().readTree(jwt.getHeader().toString())).isEqualTo(FCM.path("header"));
        assertThat(Json.jsonMapper().readTree(jwt.getJWTClaimsSet().toString())).isEqualTo(claims);
    }

    private static String pem(String base64) {
        return "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                .formatted(Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(Base64.getDecoder().decode(base64)));
    }
}
