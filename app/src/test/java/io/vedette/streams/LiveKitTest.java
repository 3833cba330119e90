package io.vedette.streams;

import static io.vedette.streams.Stage.plays;
import static io.vedette.streams.Stage.subscribes;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.vedette.testing.Await;
import io.vedette.testing.Bodies;
import io.vedette.testing.Household.Gadget;
import io.vedette.testing.Reply;
import io.vedette.testing.TcpProxy;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import io.vedette.testing.Visitor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

/** Streams that LiveKit carries. */
class LiveKitTest implements MediaServerContract {
    private static final LiveKitStandIn MEDIA = new LiveKitStandIn();
    private static final TcpProxy NETWORK = TcpProxy.to("localhost", MEDIA.port());
    private static final TestServer SERVER =
            MediaContract.serverWith(MEDIA.environment("http://localhost:" + NETWORK.port()));

    private final Stage stage = Stage.at(SERVER);

    @AfterAll
    static void stop() {
        SERVER.close();
        NETWORK.close();
        MEDIA.close();
    }

    @Override
    public TestServer server() {
        return SERVER;
    }

    @Override
    public LiveKitStandIn carrier() {
        return MEDIA;
    }

    @Override
    public TcpProxy network() {
        return NETWORK;
    }

    @Override
    public Stage stage() {
        return stage;
    }

    private static String room(String session) {
        return MEDIA.room(session);
    }

    private static void await(String what, BooleanSupplier condition) {
        Await.until(what, PATIENCE, condition);
    }

    @Test
    void everybody_is_told_where_it_is() {
        String id = stage.streaming();
        assertThat(stage.publishes(id).json().at("/urls/livekit").asString()).isEqualTo(LiveKitStandIn.URL);
        assertThat(subscribes(stage.client(), id).json().at("/urls/livekit").asString())
                .isEqualTo(LiveKitStandIn.URL);
        assertThat(plays(stage.client(), id).json().path("url").asString()).isEqualTo(LiveKitStandIn.URL);
    }

    @ParameterizedTest
    @CsvSource({"200, 401, http_401", "406, 200, http_406"})
    void one_that_does_not_know_our_key_or_is_not_ready_is_told(int own, int ours, String problem) {
        MEDIA.always((call, response) -> response.status(call.path().equals("/") ? own : ours)
                .sendString(Mono.just("{}"))
                .then());
        try {
            await("the health says so", () -> health("detail").startsWith(problem));
        } finally {
            MEDIA.behave();
        }
        await("it is well again", () -> health("status").equals("ok"));
    }

    private static String health(String part) {
        return Visitor.at(SERVER.url())
                .get("/health")
                .json()
                .at("/checks/media/" + part)
                .asString("");
    }

    @Test
    void a_session_whose_room_is_gone_is_found() {
        String lost = lost();
        String young = stage.withAnotherClient().streaming();
        SERVER.bean(MediaClosing.class).wake();
        await("the session is over", () -> hasEnded(lost));
        assertThat(stage.session(lost).path("endReason").asString()).isEqualTo("media_failed");
        assertThat(stage.session(young).path("status").asString()).isEqualTo("streaming");
    }

    private String lost() {
        String id = stage.streaming();
        TestDatabase.execute(
                SERVER.database(),
                "update stream_sessions set started_at = started_at - interval '1 minute' where id = '%s'"
                        .formatted(id));
        MEDIA.rooms.remove(room(id));
        return id;
    }

    private boolean hasEnded(String session) {
        return stage.session(session).path("status").asString().equals("ended");
    }

    @Test
    void it_is_found_though_another_room_cannot_be_closed() {
        String stuck = room(UUID.randomUUID().toString());
        MEDIA.stuck.add(stuck);
        MEDIA.makeRoom(stuck);
        String lost = lost();
        SERVER.bean(MediaClosing.class).wake();
        await("the session is over", () -> hasEnded(lost));
        assertThat(MEDIA.hasRoom(stuck)).isTrue();
        MEDIA.stuck.clear();
        await("that one is closed, too", () -> !MEDIA.hasRoom(stuck));
    }

    @Test
    void an_old_token_does_not_take_the_place_of_a_new_one() throws Exception {
        String id = stage.streaming();
        Gadget client = stage.client();
        String old = token(subscribes(client, id)).serialize();
        Reply renewal = stage.house()
                .owner()
                .post("/devices/" + client.id() + "/token", null)
                .is(201);
        Gadget renewed = new Gadget(
                client.server(), client.id(), renewal.json().path("deviceToken").asString());
        String anew = token(subscribes(renewed, id)).serialize();
        assertThat(MEDIA.enters(anew, id, false, SERVER.url())).isTrue();
        assertThat(MEDIA.enters(old, id, false, SERVER.url())).isTrue();
        SERVER.bean(MediaWatch.class).lookAtAll();
        await("the old one is out", () -> !MEDIA.isInside(client, 1, id));
        assertThat(MEDIA.isInside(client, 2, id)).isTrue();
    }

    @Test
    void a_session_whose_pictures_go_another_way_keeps_its_room() {
        String id = stage.streaming();
        MEDIA.passes(Duration.ofHours(24));
        assertThat(MEDIA.hasRoom(room(id))).isTrue();
    }

    @Test
    void among_thousands_of_rooms_one_that_is_left_over_is_found() {
        String over = room(UUID.randomUUID().toString());
        MEDIA.makeRoom(over);
        for (int other = 0; other < 5_000; other++) {
            MEDIA.makeRoom("doorbell-" + other);
        }
        try {
            SERVER.bean(MediaClosing.class).wake();
            await("it is gone", () -> !MEDIA.hasRoom(over));
        } finally {
            MEDIA.rooms.keySet().removeIf(name -> name.startsWith("doorbell-"));
        }
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
