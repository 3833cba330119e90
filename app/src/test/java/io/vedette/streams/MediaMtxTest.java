package io.vedette.streams;

import static io.vedette.streams.Stage.plays;
import static io.vedette.streams.Stage.subscribes;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Await;
import io.vedette.testing.Bodies;
import io.vedette.testing.Reply;
import io.vedette.testing.TcpProxy;
import io.vedette.testing.TestServer;
import io.vedette.testing.Visitor;
import io.vedette.testing.faults.StandIn;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Streams that MediaMTX carries. */
class MediaMtxTest implements MediaServerContract {
    private static final MediaMtxStandIn MEDIA = new MediaMtxStandIn(true);
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
    public MediaMtxStandIn carrier() {
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

    private static String path(String session) {
        return MEDIA.room(session);
    }

    private static void await(String what, BooleanSupplier condition) {
        Await.until(what, PATIENCE, condition);
    }

    @Test
    void a_session_has_a_path_of_its_own() {
        String id = stage.streaming();
        assertThat(MEDIA.paths.get(path(id))).isEqualTo(Bodies.object().put("source", "publisher"));
    }

    @Test
    void the_camera_is_told_where_to_send() throws Exception {
        String id = stage.streaming();
        Reply access = stage.publishes(id);
        String token = token(access).serialize();
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
    void a_client_is_told_where_to_see() throws Exception {
        String id = stage.streaming();
        Reply access = subscribes(stage.client(), id);
        String token = token(access).serialize();
        String hls = "http://localhost:8888/%s/index.m3u8".formatted(path(id));
        assertThat(access.json().path("urls"))
                .isEqualTo(Bodies.object()
                        .put("whep", "https://media.example.test/rtc/%s/whep".formatted(path(id)))
                        .put("hls", hls)
                        .put("rtsp", "rtsp://localhost:8554/%s?token=%s".formatted(path(id), token))
                        .put("rtmp", "rtmp://localhost:1935/%s?token=%s".formatted(path(id), token)));
        Reply player = plays(stage.client(), id);
        assertThat(token(player).getJWTClaimsSet().getClaim("mediamtx_permissions"))
                .isEqualTo(List.of(Map.of("action", "read", "path", path(id))));
        assertThat(player.json().path("url").asString()).isEqualTo(hls);
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

    @Test
    void credentials_that_are_asked_for_as_the_session_ends_leave_no_path() {
        String id = stage.streaming();
        MEDIA.restart();
        MEDIA.meanwhile(() -> Stage.ends(stage.client(), id).is(200));
        stage.publishes(id).isProblem(409, "stream_not_active");
        Await.until("the path is gone", PROMISED, () -> !MEDIA.hasRoom(path(id)));
    }

    @Test
    void among_a_thousand_paths_one_that_is_left_over_is_found() {
        String over = path(UUID.randomUUID().toString());
        MEDIA.makeRoom(over);
        for (int other = 0; other < 1_000; other++) {
            MEDIA.makeRoom("doorbell-" + other);
        }
        MEDIA.crowd.most = Integer.MAX_VALUE;
        try {
            SERVER.bean(MediaClosing.class).wake();
            await("it is gone", () -> !MEDIA.hasRoom(over));
        } finally {
            MEDIA.crowd.most = 2;
            MEDIA.paths.keySet().removeIf(name -> name.startsWith("doorbell-"));
        }
    }

    @Test
    void what_only_reads_is_tried_again() {
        String id = stage.requested();
        MEDIA.next(StandIn.status(503, ""));
        stage.accepts(id).is(200);
    }

    @Nested
    class Asking_who_may_come_in {
        private final String id = stage.streaming();

        private ObjectNode arrival(String action, String token) {
            return MEDIA.arrival(action, token, id);
        }

        private String text(Reply access) throws Exception {
            return token(access).serialize();
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
        void it_hears_that_those_with_a_token_for_that_may() throws Exception {
            String publishing = text(stage.publishes(id));
            String reading = text(subscribes(stage.client(), id));
            isLetIn(arrival("publish", publishing));
            isLetIn(arrival("read", reading));
            isLetIn(arrival("read", text(plays(stage.client(), id))));
            isLetIn(arrival("read", "").put("password", reading));
            isLetIn(arrival("read", "").put("query", "a=b&token=" + reading));
            isLetIn(arrival("read", "").put("query", "jwt=" + reading));
        }

        @Test
        void it_hears_that_others_may_not() throws Exception {
            String publishing = text(stage.publishes(id));
            String reading = text(subscribes(stage.client(), id));
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
        void it_hears_the_same_before_they_connect() throws Exception {
            String reading = text(subscribes(stage.client(), id));
            isLetIn(arrival("read", reading).putNull("id"));
            isRefused(arrival("publish", reading).putNull("id"));
            isRefused(arrival("read", reading).putNull("id").put("protocol", "rtsp"));
            isRefused(arrival("read", reading).put("id", "nonsense"));
            Stage.ends(stage.client(), id).is(200);
            await(
                    "they are out",
                    () -> asks(arrival("read", reading).putNull("id")).status() == 401);
        }

        @Test
        void it_hears_when_a_right_has_ended_that_a_token_still_speaks_of() throws Exception {
            Stage another = stage.withAnotherClient();
            String theirs = text(subscribes(another.client(), id));
            String publishing = text(stage.publishes(id));
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
