package io.vedette.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Bodies;
import io.vedette.testing.Household;
import io.vedette.testing.Reply;
import io.vedette.testing.ServerTest;
import io.vedette.testing.TestServer;
import io.vedette.testing.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How a command comes to be, over HTTP. */
@ServerTest
class SendingTest {
    private static final int LARGEST = 16 * 1024;
    private static final String EMPTY_TEXT = "{\"text\":\"\"}";

    private final Pair pair = Pair.fresh();

    @Nested
    class A_command {
        @Test
        void is_stored_before_it_is_answered() {
            JsonNode made = pair.sends(pair.order("ptz.move")
                            .put("ttlSeconds", 60)
                            .set("payload", Bodies.object().put("pan", 3)))
                    .is(201)
                    .json();
            assertThat(made.propertyNames())
                    .containsExactly(
                            "id",
                            "sourceDeviceId",
                            "targetDeviceId",
                            "commandType",
                            "payload",
                            "status",
                            "error",
                            "result",
                            "attempts",
                            "createdAt",
                            "sentAt",
                            "deliveredAt",
                            "settledAt",
                            "expiresAt");
            assertThat(made.path("sourceDeviceId").asString())
                    .isEqualTo(pair.client().id().toString());
            assertThat(made.path("targetDeviceId").asString())
                    .isEqualTo(pair.camera().id().toString());
            assertThat(made.path("commandType").asString()).isEqualTo("ptz.move");
            assertThat(made.path("status").asString()).isEqualTo("queued");
            assertThat(made.at("/payload/pan").asInt()).isEqualTo(3);
            assertThat(made.path("attempts").asInt()).isZero();
            assertThat(made.path("createdAt").asString()).matches("\\d{4}-.*\\.\\d{3}Z");
            assertThat(life(made)).isEqualTo(Duration.ofMinutes(1));
            assertThat(pair.reads(made.path("id").asString()).is(200).json()).isEqualTo(made);
        }

        @Test
        void lives_five_minutes_unless_said_otherwise() {
            JsonNode made = pair.sends(pair.order("blink")).is(201).json();
            assertThat(life(made)).isEqualTo(Duration.ofMinutes(5));
            assertThat(made.path("payload").toString()).isEqualTo("{}");
            assertThat(life(pair.sends(pair.order("blink").put("ttlSeconds", 1))
                            .is(201)
                            .json()))
                    .isEqualTo(Duration.ofSeconds(1));
            assertThat(life(pair.sends(pair.order("blink").put("ttlSeconds", 86_400))
                            .is(201)
                            .json()))
                    .isEqualTo(Duration.ofDays(1));
        }

        @Test
        void may_carry_16_KiB() {
            String text = "x".repeat(LARGEST - EMPTY_TEXT.length());
            JsonNode made = pair.sends(
                            pair.order("blink").set("payload", Bodies.object().put("text", text)))
                    .is(201)
                    .json();
            assertThat(pair.reads(made.path("id").asString())
                            .json()
                            .at("/payload/text")
                            .asString())
                    .isEqualTo(text);
        }

        @Test
        void may_be_read_by_either_device_and_its_owner_alone() {
            String path = "/commands/" + pair.sent();
            pair.camera().calls().get(path).is(200);
            pair.client().calls().get(path).is(200);
            pair.house().owner().get(path).is(200);
            pair.withAnotherClient().client().calls().get(path).isProblem(403, "forbidden");
            Pair strangers = Pair.fresh();
            strangers.camera().calls().get(path).isProblem(404, "not_found");
            strangers.house().owner().get(path).isProblem(404, "not_found");
            pair.house().owner().get("/commands/" + UUID.randomUUID()).isProblem(404, "not_found");
        }
    }

    @Nested
    class Is_refused {
        @Test
        void with_all_that_is_wrong_with_it() {
            Reply wrong = pair.sends(Bodies.object()
                    .put("targetDeviceId", "porch")
                    .put("commandType", "Blink!")
                    .put("payload", "fast")
                    .put("ttlSeconds", "long")
                    .put("sourceDeviceId", 7));
            wrong.isProblem(422, "validation_failed");
            assertThat(wrong.wrongFields()).contains("targetDeviceId", "payload", "ttlSeconds", "sourceDeviceId");
            Reply empty = pair.sends(Bodies.object());
            empty.isProblem(422, "validation_failed");
            assertThat(empty.wrongFields()).containsExactlyInAnyOrder("targetDeviceId", "commandType");
        }

        @Test
        void if_its_type_is_none() {
            for (String type : new String[] {"", "Blink", "1blink", "-", "a b", "a".repeat(65), "blinkä"}) {
                assertThat(pair.sends(pair.order(type)).wrongFields()).as(type).containsExactly("commandType");
            }
            pair.sends(pair.order("a")).is(201);
            pair.sends(pair.order("a0_.-" + "z".repeat(59))).is(201);
        }

        @Test
        void if_it_would_live_too_short_or_too_long() {
            for (int ttl : new int[] {-1, 0, 86_401, Integer.MAX_VALUE}) {
                Reply reply = pair.sends(pair.order("blink").put("ttlSeconds", ttl));
                reply.isProblem(422, "validation_failed");
                assertThat(reply.wrongFields()).containsExactly("ttlSeconds");
            }
        }

        @Test
        void if_it_carries_too_much() {
            String text = "x".repeat(LARGEST + 1 - EMPTY_TEXT.length());
            Reply reply = pair.sends(
                    pair.order("blink").set("payload", Bodies.object().put("text", text)));
            reply.isProblem(422, "validation_failed");
            assertThat(reply.wrongFields()).containsExactly("payload");
        }

        @Test
        void without_a_link() {
            pair.sends(pair.order("blink")
                            .put("targetDeviceId", pair.house().camera().id().toString()))
                    .isProblem(403, "not_linked");
        }

        @Test
        void to_others_cameras_as_if_there_were_none() {
            pair.sends(pair.order("blink")
                            .put("targetDeviceId", Pair.fresh().camera().id().toString()))
                    .isProblem(404, "not_found");
            pair.sends(pair.order("blink")
                            .put("targetDeviceId", UUID.randomUUID().toString()))
                    .isProblem(404, "not_found");
        }

        @Test
        void to_a_disabled_camera() {
            pair.disables(pair.camera()).is(200);
            pair.sends(pair.order("blink")).isProblem(409, "target_disabled");
        }

        @Test
        void in_the_name_of_another_client() {
            pair.sends(pair.order("blink")
                            .put(
                                    "sourceDeviceId",
                                    pair.withAnotherClient().client().id().toString()))
                    .isProblem(403, "forbidden");
            pair.sends(pair.order("blink")
                            .put("sourceDeviceId", pair.client().id().toString()))
                    .is(201);
        }

        @Test
        void from_a_camera() {
            pair.camera()
                    .calls()
                    .post("/commands", pair.order("blink").toString())
                    .isProblem(403, "forbidden");
        }
    }

    @Nested
    class A_person {
        @Test
        void names_the_client_it_comes_from() {
            Reply without = owner().post("/commands", pair.order("blink").toString());
            without.isProblem(422, "validation_failed");
            assertThat(without.wrongFields()).containsExactly("sourceDeviceId");
            owner().post("/commands", from(pair.client().id()).toString()).is(201);
        }

        @Test
        void may_not_name_who_is_not_theirs() {
            owner().post("/commands", from(Household.fresh().client().id()).toString())
                    .isProblem(404, "not_found");
            owner().post("/commands", from(UUID.randomUUID()).toString()).isProblem(404, "not_found");
        }

        @Test
        void nor_who_is_not_linked() {
            owner().post("/commands", from(pair.house().client().id()).toString())
                    .isProblem(403, "not_linked");
            owner().post("/commands", from(pair.camera().id()).toString()).isProblem(403, "not_linked");
        }

        @Test
        void nor_a_disabled_one() {
            pair.disables(pair.client()).is(200);
            owner().post("/commands", from(pair.client().id()).toString()).isProblem(403, "device_disabled");
        }

        private Visitor owner() {
            return pair.house().owner();
        }

        private ObjectNode from(UUID client) {
            return pair.order("blink").put("sourceDeviceId", client.toString());
        }
    }

    @Test
    void so_many_may_wait_for_a_camera() {
        try (TestServer server = TestServer.start(Map.of("COMMANDS_PER_CAMERA", "3"))) {
            Pair few = Pair.at(server);
            String first = few.sent();
            few.sent();
            few.withAnotherClient().sent();
            few.sends(few.order("blink")).isProblem(409, "quota_exceeded");
            few.withAnotherCamera().sent();
            few.acks(first, "rejected").is(200);
            few.sent();
            few.sends(few.order("blink")).isProblem(409, "quota_exceeded");
        }
    }

    private static Duration life(JsonNode command) {
        return Duration.between(
                Instant.parse(command.path("createdAt").asString()),
                Instant.parse(command.path("expiresAt").asString()));
    }
}
