package io.vedette.streams;

import static io.vedette.streams.Stage.plays;
import static io.vedette.streams.Stage.subscribes;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.vedette.platform.json.Json;
import io.vedette.testing.Bodies;
import io.vedette.testing.Household.Gadget;
import io.vedette.testing.Reply;
import io.vedette.testing.TestServer;
import io.vedette.testing.faults.Scrape;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What devices are promised, whoever carries the pictures. */
interface MediaContract {
    /** What only people read. */
    Set<String> FOR_PEOPLE = Set.of("name", "metadata", "attributes", "iss");

    Map<String, String> HELPERS = Map.of(
            "ICE_SERVERS", "stun:stun.example.test:3478",
            "TURN_URLS", "turn:turn.example.test:3478?transport=udp,turns:turn.example.test:5349?transport=tcp",
            "TURN_SECRET", "turn-secret",
            "RATE_LIMIT_ENABLED", "false");

    TestServer server();

    Carrier carrier();

    Stage stage();

    static TestServer serverWith(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(HELPERS);
        environment.putAll(more);
        return TestServer.start(environment);
    }

    default SignedJWT token(Reply access) throws Exception {
        return SignedJWT.parse(access.is(200).json().path("token").asString());
    }

    private static Instant end(Reply access) {
        return Instant.parse(access.json().path("expiresAt").asString());
    }

    @Test
    default void the_camera_gets_what_lets_it_send() throws Exception {
        String id = stage().streaming();
        isWhatItShould(stage().publishes(id), id, stage().camera(), true);
    }

    @Test
    default void who_asked_gets_what_lets_it_see() throws Exception {
        String id = stage().streaming();
        isWhatItShould(subscribes(stage().client(), id), id, stage().client(), false);
    }

    private void isWhatItShould(Reply access, String id, Gadget whose, boolean sending) throws Exception {
        SignedJWT token = token(access);
        JsonNode given = access.json();
        assertThat(given.path("provider").asString()).isEqualTo(carrier().name());
        assertThat(given.path("streamSessionId").asString()).isEqualTo(id);
        assertThat(given.path("urls").propertyNames())
                .hasSameElementsAs(carrier().ways(sending));
        assertThat(carrier().believes(token, new PublicKeys(server().url()))).isTrue();
        JWTClaimsSet claims = token.getJWTClaimsSet();
        assertThat(claims.getSubject()).isEqualTo(carrier().user(whose));
        saysWhatTheirsSays(claims, carrier().like(sending), carrier().room(id));
        assertThat(claims.getExpirationTime().toInstant()).isEqualTo(end(access));
        holdsFor(carrier().life(), end(access));
    }

    private static void holdsFor(Duration life, Instant end) {
        assertThat(Duration.between(Instant.now(), end)).isBetween(life.minusMinutes(1), life);
    }

    private void saysWhatTheirsSays(JWTClaimsSet claims, JsonNode theirs, String room) {
        JsonNode ours = Json.jsonMapper()
                .readTree(Json.jsonMapper()
                        .writeValueAsString(claims.toJSONObject())
                        .replace('"' + room + '"', "\"ROOM\""));
        assertThat(ours.path(carrier().rights()))
                .isEqualTo(theirs.path(carrier().rights()));
        theirs.propertyStream()
                .filter(claim -> !FOR_PEOPLE.contains(claim.getKey()))
                .forEach(claim -> assertThat(ours.path(claim.getKey()).getNodeType())
                        .as(claim.getKey())
                        .isEqualTo(claim.getValue().getNodeType()));
    }

    @Test
    default void a_player_gets_a_token_for_five_minutes_that_our_keys_prove() throws Exception {
        String id = stage().streaming();
        Reply player = plays(stage().client(), id);
        SignedJWT token = token(player);
        assertThat(new PublicKeys(server().url()).prove(token)).isTrue();
        JWTClaimsSet claims = token.getJWTClaimsSet();
        assertThat(claims.getAudience()).containsExactly("vedette:playback");
        assertThat(claims.getSubject()).isEqualTo(carrier().player(stage().client()));
        assertThat(claims.getStringClaim("streamSessionId")).isEqualTo(id);
        assertThat(claims.getExpirationTime().toInstant()).isEqualTo(end(player));
        holdsFor(Duration.ofMinutes(5), end(player));
    }

    @Test
    default void browsers_get_helpers_and_a_pair_for_those_that_need_one() {
        String id = stage().streaming();
        getHelpers(stage().publishes(id), stage().camera());
        getHelpers(subscribes(stage().client(), id), stage().client());
    }

    private static void getHelpers(Reply access, Gadget whose) {
        JsonNode servers = access.is(200).json().path("iceServers");
        assertThat(servers).hasSize(2);
        assertThat(servers.path(0)).isEqualTo(Bodies.object().set("urls", urls("stun:stun.example.test:3478")));
        assertThat(servers.path(1).path("urls"))
                .isEqualTo(urls(
                        "turn:turn.example.test:3478?transport=udp", "turns:turn.example.test:5349?transport=tcp"));
        String[] name = servers.path(1).path("username").asString().split(":", 2);
        holdsFor(Duration.ofHours(1), Instant.ofEpochSecond(Long.parseLong(name[0])));
        assertThat(name[1]).isEqualTo(whose.id().toString());
        assertThat(servers.path(1).path("credential").asString()).isBase64();
    }

    private static JsonNode urls(String... urls) {
        var array = Bodies.object().putArray("urls");
        List.of(urls).forEach(array::add);
        return array;
    }

    @Test
    default void another_linked_client_may_see_too() {
        String id = stage().streaming();
        Gadget another = stage().withAnotherClient().client();
        subscribes(another, id).is(200);
        plays(another, id).is(200);
    }

    @Test
    default void nobody_else_gets_any() {
        String id = stage().streaming();
        publishes(stage().client(), id).isProblem(403, "forbidden");
        publishes(stage().house().camera(), id).isProblem(403, "forbidden");
        subscribes(stage().camera(), id).isProblem(403, "forbidden");
        Gadget unlinked = stage().house().client();
        subscribes(unlinked, id).isProblem(403, "not_linked");
        plays(unlinked, id).isProblem(403, "not_linked");
        Stage strangers = Stage.at(server());
        publishes(strangers.camera(), id).isProblem(404, "not_found");
        subscribes(strangers.client(), id).isProblem(404, "not_found");
        plays(strangers.client(), id).isProblem(404, "not_found");
    }

    private static Reply publishes(Gadget device, String id) {
        return device.calls().get("/streams/" + id + "/publish-credentials");
    }

    @Test
    default void there_are_none_before_it_starts_nor_after_it_ends() {
        String id = stage().requested();
        noneAreGiven(id);
        stage().accepts(id).is(200);
        Stage.ends(stage().camera(), id).is(200);
        noneAreGiven(id);
    }

    private void noneAreGiven(String id) {
        stage().publishes(id).isProblem(409, "stream_not_active");
        subscribes(stage().client(), id).isProblem(409, "stream_not_active");
        plays(stage().client(), id).isProblem(409, "stream_not_active");
    }

    @Test
    default void who_is_unlinked_gets_none_any_more() {
        Stage another = stage().withAnotherClient();
        String id = stage().streaming();
        subscribes(another.client(), id).is(200);
        another.unlinks().is(204);
        subscribes(another.client(), id).isProblem(403, "not_linked");
        plays(another.client(), id).isProblem(403, "not_linked");
        subscribes(stage().client(), id).is(200);
    }

    @Test
    default void metrics_tell_what_came_of_it() {
        Scrape before = Scrape.of(server().url());
        Stage.ends(stage().client(), stage().streaming()).is(200);
        Scrape after = Scrape.of(server().url());
        for (String each : List.of("requested_total", "started_total", "ended_total")) {
            assertThat(after.sum("vedette_stream_" + each) - before.sum("vedette_stream_" + each))
                    .as(each)
                    .isEqualTo(1);
        }
        String label = "reason=\"ended_by_requester\"";
        assertThat(after.sum("vedette_stream_ended_total", label))
                .isEqualTo(before.sum("vedette_stream_ended_total", label) + 1);
    }
}
