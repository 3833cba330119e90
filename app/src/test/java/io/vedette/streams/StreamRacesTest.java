package io.vedette.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.data.DatabaseUrl;
import io.vedette.testing.Household.Gadget;
import io.vedette.testing.Race;
import io.vedette.testing.Reply;
import io.vedette.testing.ServerTest;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever comes first decides, and nobody is told two things. */
@ServerTest
class StreamRacesTest {
    private static final DatabaseUrl DATABASE = TestServer.running().database();

    private final Stage stage = Stage.fresh();

    @Test
    void an_end_that_comes_in_between_is_not_undone() throws Exception {
        String id = stage.requested();
        Race.lost(
                        DATABASE,
                        "update stream_sessions set status = 'ended', end_reason = 'timeout', ended_at = now() where id = '%s'"
                                .formatted(id),
                        () -> stage.accepts(id))
                .isProblem(409, "stream_not_active");
        assertThat(stage.session(id).path("status").asString()).isEqualTo("ended");
    }

    @Test
    void a_late_camera_is_late_though_nobody_has_noticed() {
        String id = stage.requested();
        TestDatabase.execute(
                DATABASE,
                "update stream_sessions set expires_at = requested_at where id = '%s' and status = 'requested'"
                        .formatted(id));
        stage.accepts(id).isProblem(409, "stream_not_active");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancelled", "rejected"})
    void whose_command_is_settled_otherwise_can_not_be_accepted_though_nobody_has_heard(String status) {
        String id = stage.requested();
        TestDatabase.execute(
                DATABASE,
                "update commands set status = '%s', settled_at = now() where id = (select command_id from stream_sessions where id = '%s')"
                        .formatted(status, id));
        stage.accepts(id).isProblem(409, "stream_not_active");
        assertThat(stage.session(id).path("status").asString()).isEqualTo("requested");
    }

    @Test
    void who_unlinks_at_the_same_time_leaves_nothing_open() {
        for (int round = 0; round < 10; round++) {
            Stage pair = Stage.fresh();
            Race.between(List.<Supplier<Reply>>of(pair::requests, pair::unlinks));
            assertThat(Stage.lists(pair.camera(), "")
                            .is(200)
                            .json()
                            .path("items")
                            .valueStream())
                    .allMatch(each -> each.path("endReason").asString().equals("unlinked"));
            assertThat(pair.command().path("status").asString("cancelled")).isEqualTo("cancelled");
        }
    }

    @Test
    void who_is_let_in_as_its_link_ends_is_shown_out() {
        for (int round = 0; round < 10; round++) {
            String id = stage.streaming();
            Stage viewer = stage.withAnotherClient();
            Race.between(List.<Supplier<Reply>>of(() -> Stage.subscribes(viewer.client(), id), viewer::unlinks));
            assertThat(TestDatabase.ask(
                            DATABASE,
                            "select device_id from stream_viewers where device_id = '%s'"
                                    .formatted(viewer.client().id())))
                    .isEmpty();
            Stage.ends(stage.client(), id).is(200);
        }
    }

    @Test
    void who_is_disabled_as_it_is_let_in_is_not() throws Exception {
        String id = stage.streaming();
        Gadget viewer = stage.withAnotherClient().client();
        Race.lost(DATABASE, """
                        select status from devices where id = '%1$s' for update;
                        update devices set status = 'disabled' where id = '%1$s'""".formatted(viewer.id()), () -> Stage.subscribes(viewer, id))
                .isProblem(403, "device_disabled");
        assertThat(TestDatabase.ask(
                        DATABASE, "select device_id from stream_viewers where device_id = '%s'".formatted(viewer.id())))
                .isEmpty();
    }

    @Test
    void accepting_and_ending_at_the_same_time_end_it_and_settle_the_command() {
        for (int round = 0; round < 10; round++) {
            String id = stage.requested();
            Race.between(List.<Supplier<Reply>>of(() -> stage.accepts(id), () -> Stage.ends(stage.client(), id)));
            assertThat(stage.session(id).path("status").asString()).isEqualTo("ended");
            assertThat(stage.command().path("status").asString()).isIn("acknowledged", "cancelled");
        }
    }
}
