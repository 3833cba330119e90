package io.vedette.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Bodies;
import io.vedette.testing.Reply;
import io.vedette.testing.ServerTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** How a command comes to its end, over HTTP. */
@ServerTest
class SettlingTest {
    private final Pair pair = Pair.fresh();

    @Nested
    class An_acknowledgement {
        @Test
        void settles_it_once() {
            String id = pair.sent();
            JsonNode acknowledged = pair.acks(id, "acknowledged").is(200).json();
            assertThat(acknowledged.path("status").asString()).isEqualTo("acknowledged");
            assertThat(acknowledged.path("attempts").asInt()).isZero();
            assertThat(acknowledged.path("settledAt").asString()).isNotEmpty();
            assertThat(acknowledged.path("sentAt")).isEqualTo(acknowledged.path("settledAt"));
            assertThat(acknowledged.path("deliveredAt")).isEqualTo(acknowledged.path("settledAt"));
            assertThat(pair.acks(id, Pair.verdict("acknowledged").put("result", "late"))
                            .is(200)
                            .json())
                    .isEqualTo(acknowledged);
            pair.acks(id, "rejected").isProblem(409, "command_settled");
            pair.cancels(id).isProblem(409, "command_settled");
            assertThat(pair.reads(id).json()).isEqualTo(acknowledged);
        }

        @Test
        void keeps_what_the_camera_says() {
            String id = pair.sent();
            JsonNode rejected = pair.acks(
                            id,
                            Pair.verdict("rejected")
                                    .put("error", "the lens is covered")
                                    .set("result", Bodies.object().put("lux", 0)))
                    .is(200)
                    .json();
            assertThat(rejected.path("status").asString()).isEqualTo("rejected");
            assertThat(rejected.path("error").asString()).isEqualTo("the lens is covered");
            assertThat(rejected.at("/result/lux").asInt()).isZero();
            assertThat(rejected.path("deliveredAt").asString()).isNotEmpty();
            assertThat(pair.reads(id).json()).isEqualTo(rejected);
        }

        @Test
        void may_have_any_result() {
            for (String result : new String[] {"[1,2]", "\"done\"", "3.5", "true", "{}"}) {
                JsonNode acknowledged = pair.camera()
                        .calls()
                        .post(
                                "/commands/" + pair.sent() + "/ack",
                                "{\"status\":\"acknowledged\",\"result\":%s}".formatted(result))
                        .is(200)
                        .json();
                assertThat(acknowledged.path("result").toString()).isEqualTo(result);
            }
        }

        @Test
        void is_held_to_its_form() {
            String id = pair.sent();
            for (String status : new String[] {"expired", "cancelled", "sent", "ACK", ""}) {
                assertThat(pair.acks(id, status).wrongFields()).as(status).containsExactly("status");
            }
            pair.acks(id, Bodies.object()).isProblem(422, "validation_failed");
            Reply long_ = pair.acks(id, Pair.verdict("rejected").put("error", "x".repeat(501)));
            assertThat(long_.wrongFields()).containsExactly("error");
            Reply large = pair.acks(id, Pair.verdict("acknowledged").put("result", "x".repeat(16 * 1024 - 1)));
            large.isProblem(422, "validation_failed");
            assertThat(large.wrongFields()).containsExactly("result");
            assertThat(pair.statusOf(id)).isEqualTo("queued");
            pair.acks(
                            id,
                            Pair.verdict("acknowledged")
                                    .put("error", "x".repeat(500))
                                    .put("result", "x".repeat(16 * 1024 - 2)))
                    .is(200);
        }

        @Test
        void is_the_cameras_own_business() {
            String id = pair.sent();
            String path = "/commands/" + id + "/ack";
            String verdict = Pair.verdict("rejected").toString();
            pair.withAnotherCamera().camera().calls().post(path, verdict).isProblem(403, "forbidden");
            Pair.fresh().camera().calls().post(path, verdict).isProblem(404, "not_found");
            pair.client().calls().post(path, verdict).isProblem(403, "forbidden");
            pair.house().owner().post(path, verdict).isProblem(403, "forbidden");
            assertThat(pair.statusOf(id)).isEqualTo("queued");
        }
    }

    @Nested
    class A_cancellation {
        @Test
        void settles_it_once() {
            String id = pair.sent();
            JsonNode cancelled = pair.cancels(id).is(200).json();
            assertThat(cancelled.path("status").asString()).isEqualTo("cancelled");
            assertThat(cancelled.path("settledAt").asString()).isNotEmpty();
            assertThat(cancelled.path("sentAt").isNull()).isTrue();
            assertThat(cancelled.path("deliveredAt").isNull()).isTrue();
            assertThat(pair.cancels(id).is(200).json()).isEqualTo(cancelled);
            pair.acks(id, "acknowledged").isProblem(409, "command_settled");
            pair.acks(id, "rejected").isProblem(409, "command_settled");
            assertThat(pair.reads(id).json()).isEqualTo(cancelled);
        }

        @Test
        void is_for_its_owner_and_the_client_that_sent_it() {
            String id = pair.sent();
            String path = "/commands/" + id;
            pair.withAnotherClient().client().calls().delete(path).isProblem(403, "forbidden");
            pair.camera().calls().delete(path).isProblem(403, "forbidden");
            Pair strangers = Pair.fresh();
            strangers.client().calls().delete(path).isProblem(404, "not_found");
            strangers.house().owner().delete(path).isProblem(404, "not_found");
            assertThat(pair.statusOf(id)).isEqualTo("queued");
            pair.house().owner().delete(path).is(200);
        }
    }
}
