package io.vedette.streams;

import static io.vedette.streams.Stage.plays;
import static io.vedette.streams.Stage.subscribes;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.vedette.streams.MediaMtxStandIn.Connection;
import io.vedette.testing.Await;
import io.vedette.testing.Bodies;
import io.vedette.testing.Household.Gadget;
import io.vedette.testing.Reply;
import io.vedette.testing.TestServer;
import io.vedette.testing.Visitor;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Streams that MediaMTX carries. */
class MediaMtxTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final MediaMtxStandIn MEDIA = new MediaMtxStandIn();
    private static final TestServer SERVER = TestServer.start(Map.of(
            "MEDIA_PROVIDER", "mediamtx",
            "MEDIAMTX_API_URL", MEDIA.url(),
            "MEDIAMTX_WEBRTC_URL", "https://media.example.test/rtc/",
            "RATE_LIMIT_ENABLED", "false"));

    private final Stage stage = Stage.at(SERVER);

    @AfterAll
    static void stop() {
        SERVER.close();
        MEDIA.close();
    }

    private static String path(String session) {
        return "v-" + session;
    }

    private static String token(Reply access) {
        return access.is(200).json().path("token").asString();
    }

    private static JWTClaimsSet claims(String token) throws ParseException {
        return SignedJWT.parse(token).getJWTClaimsSet();
    }

    private static Connection connected(Gadget device, String kind, String session) {
        Connection connection = new Connection(
                kind, UUID.randomUUID().toString(), path(session), device.id().toString());
        MEDIA.connections.add(connection);
        return connection;
    }

    private static void await(String what, BooleanSupplier condition) {
        Await.until(what, PATIENCE, condition);
    }

    @Nested
    class Going_on {
        @Test
        void a_session_has_a_path_until_it_ends() {
            String id = stage.streaming();
            assertThat(MEDIA.paths.get(path(id))).isEqualTo(Bodies.object().put("source", "publisher"));
            Stage.ends(stage.client(), id).is(200);
            await("the path is gone", () -> !MEDIA.paths.containsKey(path(id)));
        }

        @Test
        void the_camera_may_publish_there_and_nothing_else() throws ParseException {
            String id = stage.streaming();
            Reply access = stage.publishes(id);
            String token = token(access);
            assertThat(claims(token).getClaim("mediamtx_permissions"))
                    .isEqualTo(List.of(Map.of("action", "publish", "path", path(id))));
            assertThat(claims(token).getSubject()).isEqualTo(stage.camera().id().toString());
            assertThat("read:%s:x:%s".formatted(path(id), token).length())
                    .as("as SRT would carry it")
                    .isLessThanOrEqualTo(512);
            assertThat(access.json().path("urls"))
                    .isEqualTo(Bodies.object()
                            .put("whip", "https://media.example.test/rtc/%s/whip".formatted(path(id)))
                            .put("rtsp", "rtsp://localhost:8554/%s?token=%s".formatted(path(id), token))
                            .put("rtmp", "rtmp://localhost:1935/%s?token=%s".formatted(path(id), token)));
        }

        @Test
        void a_client_may_read_there_and_nothing_else() throws ParseException {
            String id = stage.streaming();
            Reply access = subscribes(stage.client(), id);
            String token = token(access);
            assertThat(claims(token).getClaim("mediamtx_permissions"))
                    .isEqualTo(List.of(Map.of("action", "read", "path", path(id))));
            assertThat(access.json().at("/urls/whep").asString())
                    .isEqualTo("https://media.example.test/rtc/%s/whep".formatted(path(id)));
            Reply player = plays(stage.client(), id);
            assertThat(claims(token(player)).getClaim("mediamtx_permissions"))
                    .isEqualTo(List.of(Map.of("action", "read", "path", path(id))));
            assertThat(player.json().path("url").asString())
                    .isEqualTo("http://localhost:8888/%s/index.m3u8".formatted(path(id)));
        }

        @Test
        void what_it_forgot_in_a_restart_is_there_again_for_the_camera() {
            String id = stage.streaming();
            MEDIA.restart();
            stage.publishes(id).is(200);
            assertThat(MEDIA.paths).containsKey(path(id));
            long writes = MEDIA.writes();
            stage.publishes(id).is(200);
            assertThat(MEDIA.writes()).as("what is there is not written again").isEqualTo(writes);
        }
    }

    @Nested
    class Shown_out {
        @Test
        void a_viewer_whose_link_ends_is_kicked_and_nobody_else() {
            Stage another = stage.withAnotherClient();
            String id = stage.streaming();
            subscribes(another.client(), id).is(200);
            List<Connection> theirs = List.of(
                    connected(another.client(), "webrtcsessions", id), connected(another.client(), "rtmpconns", id));
            List<Connection> others = List.of(
                    connected(stage.client(), "webrtcsessions", id),
                    connected(stage.camera(), "rtspsessions", id),
                    connected(
                            another.client(),
                            "webrtcsessions",
                            UUID.randomUUID().toString()));
            another.unlinks().is(204);
            await("they are gone", () -> MEDIA.connections.stream().noneMatch(theirs::contains));
            assertThat(MEDIA.connections).containsAll(others);
        }

        @Test
        void a_device_whose_token_is_revoked_is_kicked() {
            String id = stage.streaming();
            Connection own = connected(stage.client(), "hlssessions", id);
            Connection cameras = connected(stage.camera(), "webrtcsessions", id);
            stage.house()
                    .owner()
                    .post("/devices/" + stage.client().id() + "/token", "{}")
                    .is(201);
            await("it is gone", () -> !MEDIA.connections.contains(own));
            assertThat(MEDIA.connections).contains(cameras);
        }

        @Test
        void what_is_left_of_sessions_that_are_over_is_found() {
            String over = path(UUID.randomUUID().toString());
            String going = path(stage.streaming());
            MEDIA.paths.put(over, Bodies.object());
            MEDIA.paths.put("doorbell", Bodies.object());
            SERVER.bean(MediaClosing.class).wake();
            await("it is gone", () -> !MEDIA.paths.containsKey(over));
            assertThat(MEDIA.paths).containsKeys(going, "doorbell");
        }
    }

    @Nested
    class Asking_who_may_come_in {
        private final String id = stage.streaming();

        private ObjectNode arrival(String action, String token) {
            return Bodies.object()
                    .put("ip", "203.0.113.9")
                    .put("user", "")
                    .put("password", "")
                    .put("token", token)
                    .put("action", action)
                    .put("path", path(id))
                    .put("protocol", "webrtc")
                    .put("id", UUID.randomUUID().toString())
                    .put("query", "")
                    .put("userAgent", "GStreamer");
        }

        private void isLetIn(ObjectNode arrival) {
            asks(arrival).is(204);
        }

        private void isRefused(ObjectNode arrival) {
            asks(arrival).isProblem(401, "unauthenticated");
        }

        private Reply asks(ObjectNode arrival) {
            return Visitor.at(SERVER.url()).post("/media/mediamtx/auth", arrival.toString());
        }

        @Test
        void it_hears_that_those_with_a_token_for_that_may() {
            String publishing = token(stage.publishes(id));
            String reading = token(subscribes(stage.client(), id));
            isLetIn(arrival("publish", publishing));
            isLetIn(arrival("read", reading));
            isLetIn(arrival("read", token(plays(stage.client(), id))));
            isLetIn(arrival("read", "").put("password", reading));
            isLetIn(arrival("read", "").put("query", "a=b&token=" + reading));
            isLetIn(arrival("read", "").put("query", "jwt=" + reading));
        }

        @Test
        void it_hears_that_others_may_not() {
            String publishing = token(stage.publishes(id));
            String reading = token(subscribes(stage.client(), id));
            isRefused(arrival("read", ""));
            isRefused(arrival("read", "nonsense"));
            isRefused(arrival("read", publishing));
            isRefused(arrival("publish", reading));
            isRefused(arrival("api", reading));
            isRefused(arrival("read", reading).put("path", path(Stage.at(SERVER).streaming())));
            isRefused(arrival("read", reading).put("path", "doorbell"));
            isRefused(arrival("read", stage.client().token()));
            isRefused(arrival("read", "").put("query", "token=%zz"));
            asks(Bodies.object()).isProblem(422, "validation_failed");
        }

        @Test
        void it_hears_when_a_right_has_ended_that_a_token_still_speaks_of() {
            Stage another = stage.withAnotherClient();
            String theirs = token(subscribes(another.client(), id));
            String publishing = token(stage.publishes(id));
            isLetIn(arrival("read", theirs));
            another.unlinks().is(204);
            await("the viewer is out", () -> asks(arrival("read", theirs)).status() == 401);
            isLetIn(arrival("publish", publishing));
            Stage.ends(stage.client(), id).is(200);
            await(
                    "the camera is out",
                    () -> asks(arrival("publish", publishing)).status() == 401);
        }
    }
}
