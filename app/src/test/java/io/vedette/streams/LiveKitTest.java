package io.vedette.streams;

import static io.vedette.streams.Stage.plays;
import static io.vedette.streams.Stage.subscribes;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.vedette.testing.Await;
import io.vedette.testing.Bodies;
import io.vedette.testing.Household.Gadget;
import io.vedette.testing.Reply;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import io.vedette.testing.Visitor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Streams that LiveKit carries. */
class LiveKitTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String URL = "wss://live.example.test";
    private static final LiveKitStandIn MEDIA = new LiveKitStandIn();
    private static final TestServer SERVER = TestServer.start(Map.of(
            "MEDIA_PROVIDER",
            "livekit",
            "LIVEKIT_URL",
            URL,
            "LIVEKIT_API_URL",
            MEDIA.url(),
            "LIVEKIT_API_KEY",
            LiveKitStandIn.KEY,
            "LIVEKIT_API_SECRET",
            LiveKitStandIn.SECRET,
            "RATE_LIMIT_ENABLED",
            "false"));

    private final Stage stage = Stage.at(SERVER);

    @AfterAll
    static void stop() {
        SERVER.close();
        MEDIA.close();
    }

    private static String room(String session) {
        return "vedette-" + session;
    }

    private static void await(String what, BooleanSupplier condition) {
        Await.until(what, PATIENCE, condition);
    }

    private static JWTClaimsSet claims(Reply access) throws Exception {
        SignedJWT token = SignedJWT.parse(access.is(200).json().path("token").asString());
        assertThat(token.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.HS256);
        assertThat(token.verify(new MACVerifier(LiveKitStandIn.SECRET))).isTrue();
        assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo(LiveKitStandIn.KEY);
        assertThat(token.getJWTClaimsSet().getExpirationTime().toInstant())
                .isEqualTo(Instant.parse(access.json().path("expiresAt").asString()));
        assertThat(access.json().at("/urls/livekit").asString()).isEqualTo(URL);
        return token.getJWTClaimsSet();
    }

    private static String joined(Gadget device, String session) {
        String identity = "device:" + device.id();
        MEDIA.rooms
                .computeIfAbsent(room(session), _ -> ConcurrentHashMap.newKeySet())
                .add(identity);
        return identity;
    }

    @Test
    void a_session_has_a_room_until_it_ends() {
        String id = stage.streaming();
        assertThat(MEDIA.rooms).containsKey(room(id));
        Stage.ends(stage.client(), id).is(200);
        await("the room is gone", () -> !MEDIA.rooms.containsKey(room(id)));
    }

    @Test
    void the_camera_may_only_send() throws Exception {
        String id = stage.streaming();
        JWTClaimsSet claims = claims(stage.publishes(id));
        assertThat(claims.getSubject()).isEqualTo("device:" + stage.camera().id());
        assertThat(claims.getJSONObjectClaim("video"))
                .isEqualTo(Map.of(
                        "room", room(id),
                        "roomJoin", true,
                        "canPublish", true,
                        "canPublishSources", List.of("camera", "microphone"),
                        "canPublishData", true,
                        "canSubscribe", false));
    }

    @Test
    void a_client_may_only_see() throws Exception {
        String id = stage.streaming();
        assertThat(claims(subscribes(stage.client(), id)).getJSONObjectClaim("video"))
                .isEqualTo(Map.of(
                        "room", room(id),
                        "roomJoin", true,
                        "canPublish", false,
                        "canPublishData", false,
                        "canSubscribe", true,
                        "hidden", true));
        Reply player = plays(stage.client(), id).is(200);
        assertThat(player.json().path("url").asString()).isEqualTo(URL);
    }

    @Test
    void who_may_not_watch_any_more_is_sent_away() {
        Stage another = stage.withAnotherClient();
        String id = stage.streaming();
        subscribes(another.client(), id).is(200);
        String theirs = joined(another.client(), id);
        String others = joined(stage.client(), id);
        another.unlinks().is(204);
        await("it is gone", () -> !MEDIA.inside(room(id)).contains(theirs));
        assertThat(MEDIA.inside(room(id))).contains(others);
    }

    @Test
    void what_either_side_has_lost_is_found() {
        String over = UUID.randomUUID().toString();
        MEDIA.rooms.put(room(over), ConcurrentHashMap.newKeySet());
        MEDIA.rooms.put("somebody-elses", ConcurrentHashMap.newKeySet());
        String lost = stage.streaming();
        String young = stage.withAnotherClient().streaming();
        TestDatabase.execute(
                SERVER.database(),
                "update stream_sessions set started_at = started_at - interval '1 minute' where id = '%s'"
                        .formatted(lost));
        MEDIA.rooms.remove(room(lost));
        SERVER.bean(MediaClosing.class).wake();
        await("the room is gone", () -> !MEDIA.rooms.containsKey(room(over)));
        await(
                "the session is over",
                () -> stage.session(lost).path("status").asString().equals("ended"));
        assertThat(stage.session(lost).path("endReason").asString()).isEqualTo("media_failed");
        assertThat(stage.session(young).path("status").asString()).isEqualTo("streaming");
        assertThat(MEDIA.rooms).containsKey("somebody-elses");
    }

    @Nested
    class Told_by_webhook {
        private final String id = stage.streaming();

        private String finished() {
            return Bodies.object()
                    .put("event", "room_finished")
                    .put("id", "EV_" + UUID.randomUUID())
                    .set("room", Bodies.object().put("name", room(id)))
                    .toString();
        }

        private String signed(String body, Duration life) throws Exception {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
            SignedJWT token = new SignedJWT(
                    new JWSHeader(JWSAlgorithm.HS256),
                    new JWTClaimsSet.Builder()
                            .issuer(LiveKitStandIn.KEY)
                            .expirationTime(Date.from(Instant.now().plus(life)))
                            .claim("sha256", Base64.getEncoder().encodeToString(hash))
                            .build());
            token.sign(new MACSigner(LiveKitStandIn.SECRET));
            return token.serialize();
        }

        private Reply tells(String body, String authorization) {
            return Visitor.at(SERVER.url())
                    .with("Content-Type", "application/webhook+json")
                    .with("Authorization", authorization)
                    .post("/media/livekit/webhook", body);
        }

        private String status() {
            return stage.session(id).path("status").asString();
        }

        @Test
        void that_a_room_is_gone_it_is_asked_and_ends_the_session() throws Exception {
            String body = finished();
            tells(body, signed(body, Duration.ofMinutes(5))).is(204);
            assertThat(status()).as("the room is there after all").isEqualTo("streaming");
            MEDIA.rooms.remove(room(id));
            String next = finished();
            tells(next, "Bearer " + signed(next, Duration.ofMinutes(5))).is(204);
            assertThat(status()).isEqualTo("ended");
            assertThat(stage.session(id).path("endReason").asString()).isEqualTo("media_failed");
            tells(next, signed(next, Duration.ofMinutes(5))).is(204);
        }

        @Test
        void it_believes_nobody_else() throws Exception {
            MEDIA.rooms.remove(room(id));
            String body = finished();
            String good = signed(body, Duration.ofMinutes(5));
            tells(body + " ", good).isProblem(401, "unauthenticated");
            tells(body, "nonsense").isProblem(401, "unauthenticated");
            tells(body, signed(body, Duration.ofMinutes(-5))).isProblem(401, "unauthenticated");
            Visitor.at(SERVER.url()).post("/media/livekit/webhook", body).isProblem(401, "unauthenticated");
            assertThat(status()).isEqualTo("streaming");
        }

        @Test
        void it_has_nothing_to_say_where_somebody_else_carries_pictures() throws Exception {
            String body = finished();
            Visitor.anonymous()
                    .with("Authorization", signed(body, Duration.ofMinutes(5)))
                    .post("/media/livekit/webhook", body)
                    .isProblem(404, "not_found");
        }
    }
}
