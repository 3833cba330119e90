package io.vedette.streams;

import static io.vedette.streams.Stage.plays;
import static io.vedette.streams.Stage.subscribes;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.vedette.testing.Bodies;
import io.vedette.testing.Reply;
import io.vedette.testing.TestServer;
import io.vedette.testing.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What lets devices send and see. */
class CredentialsTest {
    private static final TestServer SERVER = TestServer.start(Map.of(
            "ICE_SERVERS", "stun:stun.example.test:3478",
            "TURN_URLS", "turn:turn.example.test:3478?transport=udp,turns:turn.example.test:5349?transport=tcp",
            "TURN_SECRET", "turn-secret"));

    private final Stage stage = Stage.at(SERVER);

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private static JWTClaimsSet claims(String token) throws Exception {
        SignedJWT jwt = SignedJWT.parse(token);
        String keys =
                Visitor.at(SERVER.url()).get("/.well-known/jwks.json").is(200).text();
        var key = JWKSet.parse(keys).getKeyByKeyId(jwt.getHeader().getKeyID()).toECKey();
        assertThat(jwt.verify(new ECDSAVerifier(key))).isTrue();
        return jwt.getJWTClaimsSet();
    }

    private static Instant end(Reply reply) {
        return Instant.parse(reply.json().path("expiresAt").asString());
    }

    @Test
    void the_camera_may_send_and_who_asked_may_see() throws Exception {
        String id = stage.streaming();
        Reply sending = stage.publishes(id).is(200);
        assertThat(claims(sending.json().path("token").asString()).getClaims())
                .containsEntry("sub", stage.camera().id().toString())
                .containsEntry("streamSessionId", id)
                .containsEntry("access", "publish");
        Reply seeing = subscribes(stage.client(), id).is(200);
        JWTClaimsSet claims = claims(seeing.json().path("token").asString());
        assertThat(claims.getClaims())
                .containsEntry("sub", stage.client().id().toString())
                .containsEntry("access", "subscribe");
        assertThat(claims.getAudience()).containsExactly("vedette:media");
        assertThat(claims.getExpirationTime().toInstant()).isEqualTo(end(seeing));
        assertThat(seeing.json().path("provider").asString()).isEqualTo("mock");
        assertThat(seeing.json().path("streamSessionId").asString()).isEqualTo(id);
        assertThat(seeing.json().path("urls")).isEmpty();
    }

    @Test
    void browsers_get_helpers_and_a_pair_for_those_that_need_one() {
        JsonNode servers = stage.publishes(stage.streaming()).is(200).json().path("iceServers");
        assertThat(servers.path(0)).isEqualTo(Bodies.object().set("urls", urls("stun:stun.example.test:3478")));
        assertThat(servers.path(1).path("urls"))
                .isEqualTo(urls(
                        "turn:turn.example.test:3478?transport=udp", "turns:turn.example.test:5349?transport=tcp"));
        assertThat(servers.path(1).path("username").asString())
                .matches("[0-9]+:" + stage.camera().id());
        assertThat(servers.path(1).path("credential").asString()).isNotEmpty();
    }

    private static JsonNode urls(String... urls) {
        var array = Bodies.object().putArray("urls");
        List.of(urls).forEach(array::add);
        return array;
    }

    @Test
    void another_linked_client_may_see_too() {
        String id = stage.streaming();
        Stage another = stage.withAnotherClient();
        subscribes(another.client(), id).is(200);
        plays(another.client(), id).is(200);
    }

    @Test
    void a_player_gets_a_token_for_five_minutes() throws Exception {
        String id = stage.streaming();
        Reply player = plays(stage.client(), id).is(200);
        JWTClaimsSet claims = claims(player.json().path("token").asString());
        assertThat(claims.getAudience()).containsExactly("vedette:playback");
        assertThat(claims.getStringClaim("streamSessionId")).isEqualTo(id);
        assertThat(Duration.between(claims.getIssueTime().toInstant(), end(player)))
                .isLessThanOrEqualTo(Duration.ofMinutes(5));
        assertThat(player.json().path("url").asString()).endsWith("/sim/player.html?streamSessionId=" + id);
    }

    @Test
    void nobody_else_gets_any() {
        String id = stage.streaming();
        stage.client().calls().get("/streams/" + id + "/publish-credentials").isProblem(403, "forbidden");
        stage.house()
                .camera()
                .calls()
                .get("/streams/" + id + "/publish-credentials")
                .isProblem(403, "forbidden");
        subscribes(stage.camera(), id).isProblem(403, "forbidden");
        subscribes(stage.house().client(), id).isProblem(403, "not_linked");
        plays(stage.house().client(), id).isProblem(403, "not_linked");
        Stage strangers = Stage.at(SERVER);
        strangers
                .camera()
                .calls()
                .get("/streams/" + id + "/publish-credentials")
                .isProblem(404, "not_found");
        subscribes(strangers.client(), id).isProblem(404, "not_found");
        plays(strangers.client(), id).isProblem(404, "not_found");
    }

    @Test
    void there_are_none_before_it_starts_nor_after_it_ends() {
        String id = stage.requested();
        noneAreGiven(id);
        stage.accepts(id).is(200);
        Stage.ends(stage.camera(), id).is(200);
        noneAreGiven(id);
    }

    private void noneAreGiven(String id) {
        stage.publishes(id).isProblem(409, "stream_not_active");
        subscribes(stage.client(), id).isProblem(409, "stream_not_active");
        plays(stage.client(), id).isProblem(409, "stream_not_active");
    }
}
