package io.vedette.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Bodies;
import io.vedette.testing.ServerTest;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is done with commands over sockets, and what clients are told there. */
@ServerTest
class CommandSocketsTest {
    private final Pair pair = Pair.fresh();

    @Nested
    class A_client {
        @Test
        void sends_as_over_http() {
            try (Line client = Line.of(pair.client())) {
                JsonNode answer = client.asks("command:send", pair.order("blink"));
                assertThat(answer.path("ok").booleanValue())
                        .as(answer.toString())
                        .isTrue();
                JsonNode command = answer.path("command");
                assertThat(pair.reads(command.path("id").asString()).is(200).json())
                        .isEqualTo(command);
            }
        }

        @Test
        void hears_why_it_may_not() {
            try (Line client = Line.of(pair.client())) {
                JsonNode wrong = client.asks("command:send", pair.order("Blink").put("ttlSeconds", 0));
                assertThat(wrong.at("/error/code").asString()).isEqualTo("validation_failed");
                assertThat(wrong.at("/error/errors")
                                .valueStream()
                                .map(each -> each.path("field").asString()))
                        .containsExactlyInAnyOrder("commandType", "ttlSeconds");
                client.isRefused(
                        "not_linked", "command:send", to(pair.house().camera().id()));
                client.isRefused(
                        "not_found", "command:send", to(Pair.fresh().camera().id()));
                client.isRefused(
                        "forbidden",
                        "command:send",
                        pair.order("blink")
                                .put("sourceDeviceId", pair.camera().id().toString()));
                Pair disabled = pair.withAnotherCamera();
                pair.disables(disabled.camera()).is(200);
                client.isRefused("target_disabled", "command:send", disabled.order("blink"));
                client.isRefused("forbidden", "command:ack", verdict(pair.sent(), "acknowledged"));
            }
        }

        private ObjectNode to(UUID camera) {
            return pair.order("blink").put("targetDeviceId", camera.toString());
        }
    }

    @Nested
    class A_camera {
        @Test
        void acknowledges_as_over_http() {
            String id = pair.sent();
            try (Line camera = Line.of(pair.camera())) {
                JsonNode answer = camera.asks(
                        "command:ack",
                        verdict(id, "acknowledged")
                                .set("result", Bodies.object().put("pan", 3)));
                assertThat(answer.path("ok").booleanValue())
                        .as(answer.toString())
                        .isTrue();
                assertThat(answer.at("/command/status").asString()).isEqualTo("acknowledged");
                assertThat(pair.reads(id).json()).isEqualTo(answer.path("command"));
                assertThat(camera.asks("command:ack", verdict(id, "acknowledged")))
                        .isEqualTo(answer);
                camera.isRefused("command_settled", "command:ack", verdict(id, "rejected"));
            }
        }

        @Test
        void hears_why_it_may_not() {
            try (Line camera = Line.of(pair.camera())) {
                camera.isRefused("validation_failed", "command:ack", Pair.verdict("rejected"));
                camera.isRefused("validation_failed", "command:ack", verdict(pair.sent(), "sent"));
                camera.isRefused(
                        "not_found", "command:ack", verdict(UUID.randomUUID().toString(), "rejected"));
                camera.isRefused(
                        "not_found", "command:ack", verdict(Pair.fresh().sent(), "rejected"));
                camera.isRefused(
                        "forbidden",
                        "command:ack",
                        verdict(pair.withAnotherCamera().sent(), "rejected"));
                camera.isRefused("forbidden", "command:send", pair.order("blink"));
            }
        }
    }

    @Nested
    class Who_sent_it {
        @Test
        void is_told_what_becomes_of_it_on_all_its_sockets_at_once() {
            try (Line one = Line.of(pair.client());
                    Line other = Line.of(pair.client())) {
                long before = System.nanoTime();
                String id = pair.sent();
                JsonNode settled = pair.acks(
                                id,
                                Pair.verdict("rejected")
                                        .put("error", "busy")
                                        .set("result", Bodies.object().put("left", 3)))
                        .is(200)
                        .json();
                JsonNode told = one.hears(id, "rejected");
                assertThat(other.hears(id, "rejected")).isEqualTo(told);
                assertThat(System.nanoTime() - before).as("ns").isLessThan(4_000_000_000L);
                assertThat(told.propertyNames())
                        .containsExactly("commandId", "status", "error", "result", "targetDeviceId", "at");
                assertThat(told.path("error").asString()).isEqualTo("busy");
                assertThat(told.at("/result/left").asInt()).isEqualTo(3);
                assertThat(told.path("targetDeviceId").asString())
                        .isEqualTo(pair.camera().id().toString());
                assertThat(told.path("at")).isEqualTo(settled.path("settledAt"));
            }
        }

        @Test
        void is_told_each_end_once() {
            try (Line client = Line.of(pair.client())) {
                String first = pair.sent();
                String second = pair.sent();
                pair.acks(first, "acknowledged").is(200);
                pair.acks(first, "acknowledged").is(200);
                pair.acks(first, "rejected").is(409);
                client.hears(first, "acknowledged");
                pair.cancels(second).is(200);
                pair.cancels(second).is(200);
                pair.acks(second, "acknowledged").is(409);
                client.hears(second, "cancelled");
                client.hearsNothingButOf(pair);
            }
        }

        @Test
        void alone_is_told() {
            Pair other = pair.withAnotherClient();
            try (Line client = Line.of(pair.client());
                    Line another = Line.of(other.client())) {
                String id = pair.sent();
                pair.acks(id, "acknowledged").is(200);
                client.hears(id, "acknowledged");
                another.hearsNothingButOf(other);
            }
        }

        @Test
        void is_told_also_if_a_person_sent_it_in_its_name() {
            try (Line client = Line.of(pair.client())) {
                String id = pair.house()
                        .owner()
                        .post(
                                "/commands",
                                pair.order("blink")
                                        .put(
                                                "sourceDeviceId",
                                                pair.client().id().toString())
                                        .toString())
                        .is(201)
                        .json()
                        .path("id")
                        .asString();
                pair.house().owner().delete("/commands/" + id).is(200);
                client.hears(id, "cancelled");
            }
        }
    }

    private static ObjectNode verdict(String id, String status) {
        return Pair.verdict(status).put("commandId", id);
    }
}
