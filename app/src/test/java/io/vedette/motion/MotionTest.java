package io.vedette.motion;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Bodies;
import io.vedette.testing.Reply;
import io.vedette.testing.ServerTest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What cameras report over HTTP. */
@ServerTest
class MotionTest {
    private final Scene scene = Scene.fresh();

    private static Instant time(JsonNode event, String field) {
        return Instant.parse(event.path(field).asString());
    }

    private static ObjectNode at(String field, Instant time) {
        return Bodies.object().put(field, time.toString());
    }

    @Nested
    class A_start {
        @Test
        void makes_an_event_that_goes_on() {
            ObjectNode said = Bodies.object().put("title", "At the door").put("severity", "warning");
            said.putObject("metadata").put("zone", 3);
            JsonNode made = scene.starts(said).is(201).json();
            assertThat(made.path("deviceId").asString())
                    .isEqualTo(scene.camera().id().toString());
            assertThat(made.path("type").asString()).isEqualTo("motion");
            assertThat(made.path("status").asString()).isEqualTo("active");
            assertThat(made.path("title").asString()).isEqualTo("At the door");
            assertThat(made.path("severity").asString()).isEqualTo("warning");
            assertThat(made.path("metadata").toString()).isEqualTo("{\"zone\":3}");
            assertThat(made.path("endedAt").isNull()).isTrue();
            assertThat(made.path("durationMs").isNull()).isTrue();
            assertThat(scene.reads(made.path("id").asString()).is(200).json()).isEqualTo(made);
        }

        @Test
        void needs_no_word() {
            JsonNode made = scene.started();
            assertThat(made.path("title").isNull()).isTrue();
            assertThat(made.path("severity").asString()).isEqualTo("info");
            assertThat(made.path("metadata").toString()).isEqualTo("{}");
            assertThat(made.path("startedAt")).isEqualTo(made.path("createdAt"));
        }

        @Test
        void that_comes_again_is_answered_with_the_open_event() {
            JsonNode first = scene.started();
            JsonNode again = scene.starts(Bodies.object().put("title", "another"))
                    .is(200)
                    .json();
            assertThat(again).isEqualTo(first);
            scene.ended(first.path("id").asString());
            assertThat(scene.started().path("id")).isNotEqualTo(first.path("id"));
        }

        @Test
        void of_another_camera_is_another() {
            Scene other = scene.withAnotherCamera();
            assertThat(scene.started().path("id")).isNotEqualTo(other.started().path("id"));
        }

        @Test
        void may_have_been_earlier_or_by_a_clock_that_is_ahead() {
            Instant earlier = Instant.parse("2020-02-29T23:59:59.123456Z");
            JsonNode made = scene.starts(at("startedAt", earlier)).is(201).json();
            assertThat(time(made, "startedAt")).isEqualTo(earlier.truncatedTo(ChronoUnit.MILLIS));
            assertThat(scene.reads(made.path("id").asString()).json()).isEqualTo(made);
            Instant ahead = Instant.now().plus(4, ChronoUnit.MINUTES);
            scene.withAnotherCamera().starts(at("startedAt", ahead)).is(201);
        }

        @Test
        void is_not_to_come() {
            Reply refused = scene.starts(at("startedAt", Instant.now().plus(6, ChronoUnit.MINUTES)));
            refused.isProblem(422, "validation_failed");
            assertThat(refused.wrongFields()).containsExactly("startedAt");
            scene.started();
        }

        @Test
        void is_said_in_its_form() {
            ObjectNode said = Bodies.object()
                    .put("title", "x".repeat(201))
                    .put("severity", "loud")
                    .put("startedAt", "now")
                    .put("metadata", "none");
            Reply refused = scene.starts(said);
            refused.isProblem(422, "validation_failed");
            assertThat(refused.wrongFields()).containsExactlyInAnyOrder("title", "severity", "startedAt", "metadata");
        }

        @Test
        void is_a_camera_s_to_report() {
            scene.client().calls().post("/events/motion/start", "{}").isProblem(403, "forbidden");
            scene.house().owner().post("/events/motion/start", "{}").isProblem(403, "forbidden");
        }

        @Test
        void with_a_key_is_answered_as_before_whatever_has_happened_since() {
            String key = UUID.randomUUID().toString();
            Reply first = scene.camera().calls().with("Idempotency-Key", key).post("/events/motion/start", "{}");
            JsonNode made = first.is(201).json();
            scene.ended(made.path("id").asString());
            Reply again = scene.camera().calls().with("Idempotency-Key", key).post("/events/motion/start", "{}");
            assertThat(again.is(201).json()).isEqualTo(made);
            assertThat(scene.lists("").json().path("items")).hasSize(1);
        }
    }

    @Nested
    class An_end {
        private final JsonNode open = scene.starts(Bodies.object()
                        .set("metadata", Bodies.object().put("zone", 3).put("light", 1)))
                .is(201)
                .json();
        private final String id = open.path("id").asString();

        @Test
        void ends_the_event_and_says_how_long_it_was() {
            Instant later = time(open, "startedAt").plusMillis(4_321);
            JsonNode ended = scene.ends(id, at("endedAt", later)).is(200).json();
            assertThat(ended.path("status").asString()).isEqualTo("ended");
            assertThat(time(ended, "endedAt")).isEqualTo(later);
            assertThat(ended.path("durationMs").asLong()).isEqualTo(4_321);
            assertThat(scene.reads(id).json()).isEqualTo(ended);
        }

        @Test
        void is_now_if_nothing_else_is_said() {
            JsonNode ended = scene.ended(id);
            assertThat(time(ended, "endedAt"))
                    .isBetween(time(open, "startedAt"), Instant.now().plusSeconds(5));
        }

        @Test
        void is_not_before_a_start_by_a_clock_that_is_ahead() {
            Scene other = scene.withAnotherCamera();
            JsonNode ahead = other.starts(at("startedAt", Instant.now().plus(4, ChronoUnit.MINUTES)))
                    .is(201)
                    .json();
            JsonNode ended = other.ended(ahead.path("id").asString());
            assertThat(ended.path("endedAt")).isEqualTo(ahead.path("startedAt"));
            assertThat(ended.path("durationMs").asLong()).isZero();
        }

        @Test
        void puts_its_metadata_on_top() {
            ObjectNode said = Bodies.object();
            said.putObject("metadata").put("light", 2).put("dog", true);
            assertThat(scene.ends(id, said).is(200).json().path("metadata"))
                    .isEqualTo(Bodies.object().put("zone", 3).put("light", 2).put("dog", true));
        }

        @Test
        void that_comes_again_changes_nothing() {
            JsonNode ended = scene.ended(id);
            ObjectNode other = at("endedAt", time(open, "startedAt").plusSeconds(60));
            other.putObject("metadata").put("late", true);
            assertThat(scene.ends(id, other).is(200).json()).isEqualTo(ended);
        }

        @Test
        void is_not_before_the_start_nor_to_come() {
            for (Instant wrong : new Instant[] {
                time(open, "startedAt").minusMillis(1), Instant.now().plus(6, ChronoUnit.MINUTES)
            }) {
                Reply refused = scene.ends(id, at("endedAt", wrong));
                refused.isProblem(422, "validation_failed");
                assertThat(refused.wrongFields()).containsExactly("endedAt");
            }
            assertThat(scene.reads(id).json()).isEqualTo(open);
        }

        @Test
        void is_the_same_camera_s_to_report() {
            scene.withAnotherCamera().ends(id, Bodies.object()).isProblem(403, "forbidden");
            Scene.fresh().ends(id, Bodies.object()).isProblem(404, "not_found");
            scene.ends(UUID.randomUUID().toString(), Bodies.object()).isProblem(404, "not_found");
            scene.ends("porch", Bodies.object()).isProblem(400, "invalid_parameter");
            assertThat(scene.reads(id).json()).isEqualTo(open);
        }

        @Test
        void names_no_video_that_is_not_there() {
            scene.ends(id, Bodies.object().put("videoId", UUID.randomUUID().toString()))
                    .isProblem(404, "not_found");
            assertThat(scene.reads(id).json()).isEqualTo(open);
        }
    }

    @Nested
    class When_the_camera_may_do_nothing {
        private final String id = scene.started().path("id").asString();

        @Test
        void as_it_is_disabled_its_motion_is_over() {
            scene.disables().is(200);
            assertThat(scene.reads(id).json().path("status").asString()).isEqualTo("ended");
            scene.starts(Bodies.object()).isProblem(403, "device_disabled");
        }

        @Test
        void as_it_is_gone_its_motion_is_over_and_stays_in_the_lists() {
            scene.house().owner().delete("/devices/" + scene.camera().id()).is(204);
            assertThat(scene.lists("?deviceId=" + scene.camera().id())
                            .json()
                            .at("/items/0/status")
                            .asString())
                    .isEqualTo("ended");
        }
    }

    @Test
    void an_event_is_its_owner_s_to_read() {
        String id = scene.started().path("id").asString();
        Scene.fresh().reads(id).isProblem(404, "not_found");
        scene.reads(UUID.randomUUID().toString()).isProblem(404, "not_found");
    }
}
