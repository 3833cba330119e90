package io.vedette.streams;

import static io.vedette.streams.MediaServerContract.PATIENCE;
import static io.vedette.streams.MediaServerContract.PROMISED;
import static io.vedette.streams.Stage.subscribes;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.streams.MediaMtxCrowd.Connection;
import io.vedette.testing.Await;
import io.vedette.testing.Household.Gadget;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is inside a MediaMTX that asks us, and so doesn't know who they are. */
class MediaMtxGuestsTest {
    private static final MediaMtxStandIn MEDIA = new MediaMtxStandIn(true);
    private static final TestServer SERVER =
            MediaContract.serverWith(MEDIA.environment("http://localhost:" + MEDIA.port()));

    private final Stage stage = Stage.at(SERVER);

    @AfterAll
    static void stop() {
        SERVER.close();
        MEDIA.close();
    }

    private static void await(String what, BooleanSupplier condition) {
        Await.until(what, PATIENCE, condition);
    }

    /** All are looked at, as one who is nobody is shown out then. */
    private static void isLookedAt(String session) {
        Connection nobody = stranger(session, "");
        SERVER.bean(MediaWatch.class).lookAtAll();
        await("it is looked at", () -> !MEDIA.connections.contains(nobody));
    }

    /** What is over is closed and forgotten: a whole round of that. */
    private static void isCleared() {
        for (int round = 0; round < 2; round++) {
            long before = lists();
            SERVER.bean(MediaClosing.class).wake();
            await("a round begins", () -> lists() > before);
        }
    }

    private static long lists() {
        return MEDIA.received().stream()
                .filter(call -> call.path().matches(".*/config/paths/list.*page=0(&.*)?"))
                .count();
    }

    private static void letInLongAgo(String session) {
        TestDatabase.execute(
                SERVER.database(),
                "update media_guests set admitted_at = admitted_at - interval '1 hour' where session_id = '%s'"
                        .formatted(session));
    }

    private static int known(String session) {
        return TestDatabase.ask(
                        SERVER.database(), "select 1 from media_guests where session_id = '%s'".formatted(session))
                .size();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "webrtcsessions",
                "hlssessions",
                "rtspsessions",
                "rtspssessions",
                "rtmpconns",
                "rtmpsconns",
                "srtconns"
            })
    void a_viewer_is_kicked_however_it_came(String kind) throws Exception {
        Stage another = stage.withAnotherClient();
        String id = stage.streaming();
        Stage besides = Stage.of(stage.house(), stage.house().camera(), another.client());
        Connection theirs = enters(another.client(), id, kind);
        Connection others = enters(stage.client(), id, kind);
        Connection elsewhere = enters(another.client(), besides.streaming(), kind);
        another.unlinks().is(204);
        Await.until("it is gone", PROMISED, () -> !MEDIA.connections.contains(theirs));
        assertThat(MEDIA.connections).contains(others, elsewhere);
    }

    private Connection enters(Gadget viewer, String session, String kind) throws Exception {
        String token = subscribes(viewer, session).is(200).json().path("token").asString();
        return MEDIA.enters(token, session, false, SERVER.url(), kind).orElseThrow();
    }

    @Test
    void who_came_as_nobody_was_asked_is_shown_out_and_one_that_stays_keeps_nobody_else() throws Exception {
        String id = stage.streaming();
        Connection ours = enters(stage.client(), id, "webrtcsessions");
        Connection staying = stranger(id, "somebody");
        Connection other = stranger(id, "somebody");
        MEDIA.stuck.add(staying.id());
        SERVER.bean(MediaWatch.class).lookAtAll();
        await("the other is gone", () -> !MEDIA.connections.contains(other));
        assertThat(MEDIA.connections).contains(ours, staying);
        MEDIA.stuck.clear();
        await("it is gone, too", () -> !MEDIA.connections.contains(staying));
        assertThat(MEDIA.connections).contains(ours);
    }

    private static Connection stranger(String session, String name) {
        String id = UUID.randomUUID().toString();
        Connection made = new Connection("rtmpconns", id, id, MEDIA.room(session), false, name, "");
        MEDIA.connections.add(made);
        return made;
    }

    @Test
    void who_says_to_be_somebody_else_is_known_all_the_same() throws Exception {
        Stage another = stage.withAnotherClient();
        String id = stage.streaming();
        Connection theirs = enters(another.client(), id, "rtspsessions");
        Connection pretended = theirs.as(stage.client().id() + "/1");
        MEDIA.connections.set(MEDIA.connections.indexOf(theirs), pretended);
        another.unlinks().is(204);
        Await.until("it is gone", PROMISED, () -> !MEDIA.connections.contains(pretended));
    }

    private void cameAndLeft(String session) throws Exception {
        Connection left = enters(stage.client(), session, "rtspsessions");
        letInLongAgo(session);
        MEDIA.connections.remove(left);
    }

    @Test
    void nobody_is_who_they_say_as_long_as_the_session_goes_on() throws Exception {
        String id = stage.streaming();
        cameAndLeft(id);
        isLookedAt(id);
        assertThat(known(id)).isEqualTo(1);
        Connection pretended = stranger(id, stage.client().id() + "/1");
        isLookedAt(id);
        await("it is gone", () -> !MEDIA.connections.contains(pretended));
    }

    @Test
    void who_has_left_long_ago_is_forgotten() throws Exception {
        String id = stage.streaming();
        cameAndLeft(id);
        Connection ours = enters(stage.client(), id, "rtspsessions");
        isLookedAt(id);
        assertThat(known(id)).isEqualTo(1);
        assertThat(MEDIA.connections).contains(ours);
    }

    @Test
    void who_is_inside_stays_though_a_list_leaves_out_where() throws Exception {
        String id = stage.streaming();
        Connection ours = enters(stage.client(), id, "webrtcsessions");
        letInLongAgo(id);
        MEDIA.unlisted.add(MEDIA.room(id));
        isCleared();
        isLookedAt(id);
        assertThat(MEDIA.connections).contains(ours);
        Stage.ends(stage.client(), id).is(200);
        SERVER.bean(MediaClosing.class).wake();
        await("it is forgotten", () -> known(id) == 0);
    }
}
