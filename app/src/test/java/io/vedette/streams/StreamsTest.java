package io.vedette.streams;

import static io.vedette.streams.Stage.ends;
import static io.vedette.streams.Stage.lists;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Bodies;
import io.vedette.testing.Race;
import io.vedette.testing.Reply;
import io.vedette.testing.ServerTest;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** How sessions begin and end by those who take part in them. */
@ServerTest
class StreamsTest {
    private final Stage stage = Stage.fresh();

    private static String text(JsonNode node, String field) {
        return node.path(field).asString();
    }

    @Nested
    class Asking {
        @Test
        void makes_a_session_and_tells_the_camera_to_start() {
            JsonNode session = stage.client()
                    .calls()
                    .post(
                            "/streams/request",
                            stage.wish().put("reason", "The bell rang").toString())
                    .is(201)
                    .json();
            assertThat(text(session, "status")).isEqualTo("requested");
            assertThat(text(session, "reason")).isEqualTo("The bell rang");
            assertThat(text(session, "mediaProvider")).isEqualTo("mock");
            assertThat(text(session, "cameraDeviceId"))
                    .isEqualTo(stage.camera().id().toString());
            assertThat(text(session, "requesterDeviceId"))
                    .isEqualTo(stage.client().id().toString());
            for (String none : List.of("endReason", "endDetail", "startedAt", "endedAt")) {
                assertThat(session.path(none).isNull()).as(none).isTrue();
            }
            JsonNode command = stage.command();
            assertThat(text(command, "commandType")).isEqualTo("start_stream");
            assertThat(text(command.path("payload"), "streamSessionId")).isEqualTo(text(session, "id"));
            assertThat(text(command, "sourceDeviceId"))
                    .isEqualTo(stage.client().id().toString());
        }

        @Test
        void again_gives_the_one_that_is_open() {
            JsonNode session = stage.requests().is(201).json();
            assertThat(stage.requests().is(200).json()).isEqualTo(session);
            JsonNode accepted = stage.accepts(text(session, "id")).is(200).json();
            assertThat(stage.requests().is(200).json()).isEqualTo(accepted);
            ends(stage.client(), text(session, "id")).is(200);
            assertThat(text(stage.requests().is(201).json(), "id")).isNotEqualTo(text(session, "id"));
        }

        @Test
        void at_the_same_time_makes_one() {
            List<Reply> replies = Race.between(Collections.nCopies(8, stage::requests));
            assertThat(replies.stream().map(reply -> text(reply.json(), "id")).distinct())
                    .hasSize(1);
            assertThat(replies.stream().filter(reply -> reply.status() == 201)).hasSize(1);
            assertThat(stage.house()
                            .owner()
                            .get("/commands?deviceId=" + stage.camera().id())
                            .is(200)
                            .json()
                            .path("items"))
                    .hasSize(1);
        }

        @Test
        void with_a_key_gives_the_same_answer_again() {
            String key = UUID.randomUUID().toString();
            JsonNode first = keyed(key).is(201).json();
            ends(stage.client(), text(first, "id")).is(200);
            assertThat(keyed(key).is(201).json()).isEqualTo(first);
        }

        private Reply keyed(String key) {
            return stage.client()
                    .calls()
                    .with("Idempotency-Key", key)
                    .post("/streams/request", stage.wish().toString());
        }

        @Test
        void is_for_linked_clients_of_cameras_that_are_enabled() {
            stage.camera()
                    .calls()
                    .post("/streams/request", stage.wish().toString())
                    .isProblem(403, "forbidden");
            stage.house()
                    .client()
                    .calls()
                    .post("/streams/request", stage.wish().toString())
                    .isProblem(403, "not_linked");
            Stage.fresh()
                    .client()
                    .calls()
                    .post("/streams/request", stage.wish().toString())
                    .isProblem(404, "not_found");
            stage.disables(stage.camera()).is(200);
            stage.requests().isProblem(409, "target_disabled");
            assertThat(lists(stage.client(), "").is(200).json().path("items")).isEmpty();
        }
    }

    @Nested
    class Accepting {
        private final String id = stage.requested();

        @Test
        void starts_it_and_settles_the_command() {
            JsonNode session = stage.accepts(id).is(200).json();
            assertThat(text(session, "status")).isEqualTo("streaming");
            assertThat(text(session, "startedAt")).isNotEmpty();
            assertThat(text(stage.command(), "status")).isEqualTo("acknowledged");
            assertThat(stage.accepts(id).is(200).json()).isEqualTo(session);
        }

        @Test
        void may_come_after_the_command_was_acknowledged() {
            stage.acks(Bodies.object().put("status", "acknowledged")).is(200);
            stage.accepts(id).is(200);
        }

        @Test
        void is_for_its_camera_alone() {
            stage.client().calls().post("/streams/" + id + "/accept", "").isProblem(403, "forbidden");
            stage.house()
                    .camera()
                    .calls()
                    .post("/streams/" + id + "/accept", "")
                    .isProblem(403, "forbidden");
            Stage.fresh()
                    .camera()
                    .calls()
                    .post("/streams/" + id + "/accept", "")
                    .isProblem(404, "not_found");
        }

        @Test
        void comes_too_late_once_it_has_ended() {
            ends(stage.client(), id).is(200);
            stage.accepts(id).isProblem(409, "stream_not_active");
            assertThat(text(stage.command(), "status")).isEqualTo("cancelled");
        }
    }

    @Nested
    class Ending {
        @Test
        void is_up_to_either_and_keeps_why() {
            String id = stage.streaming();
            JsonNode session = stage.camera()
                    .calls()
                    .post("/streams/" + id + "/end", "{\"reason\":\"Battery\"}")
                    .is(200)
                    .json();
            assertThat(text(session, "status")).isEqualTo("ended");
            assertThat(text(session, "endReason")).isEqualTo("ended_by_camera");
            assertThat(text(session, "endDetail")).isEqualTo("Battery");
            assertThat(text(session, "endedAt")).isNotEmpty();
            assertThat(ends(stage.client(), id).is(200).json()).isEqualTo(session);
            String next = stage.streaming();
            assertThat(text(ends(stage.client(), next).is(200).json(), "endReason"))
                    .isEqualTo("ended_by_requester");
        }

        @Test
        void is_not_for_others() {
            String id = stage.streaming();
            ends(stage.withAnotherClient().client(), id).isProblem(403, "forbidden");
            ends(stage.house().camera(), id).isProblem(403, "forbidden");
            ends(Stage.fresh().client(), id).isProblem(404, "not_found");
        }

        @Test
        void at_the_same_time_has_one_reason() {
            String id = stage.streaming();
            List<Reply> replies = Race.between(
                    List.<Supplier<Reply>>of(() -> ends(stage.camera(), id), () -> ends(stage.client(), id)));
            assertThat(replies.stream().map(reply -> reply.is(200).json()).distinct())
                    .hasSize(1);
        }
    }

    @Nested
    class Lists {
        @Test
        void are_of_either_device_newest_first_and_by_status() {
            String over = stage.streaming();
            ends(stage.client(), over).is(200);
            String going = stage.streaming();
            String asked = stage.withAnotherClient().requested();
            assertThat(ids(lists(stage.camera(), ""))).containsExactly(asked, going, over);
            assertThat(ids(lists(stage.client(), ""))).containsExactly(going, over);
            assertThat(ids(lists(stage.camera(), "?status=ended"))).containsExactly(over);
            assertThat(ids(lists(stage.camera(), "?status=streaming"))).containsExactly(going);
            assertThat(ids(lists(stage.camera(), "?status=requested"))).containsExactly(asked);
            lists(stage.camera(), "?status=paused").isProblem(400, "invalid_parameter");
            Reply first = lists(stage.camera(), "?limit=2");
            assertThat(ids(first)).containsExactly(asked, going);
            assertThat(ids(lists(
                            stage.camera(),
                            "?limit=2&cursor=" + first.json().path("nextCursor").asString())))
                    .containsExactly(over);
        }

        private List<String> ids(Reply reply) {
            return reply.is(200)
                    .json()
                    .path("items")
                    .valueStream()
                    .map(item -> text(item, "id"))
                    .toList();
        }
    }
}
