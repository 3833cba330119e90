package io.vedette.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Bodies;
import io.vedette.testing.Household.Gadget;
import io.vedette.testing.Reply;
import io.vedette.testing.ServerTest;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One order for several cameras. */
@ServerTest
class BatchSendingTest {
    private static final int MOST = 1_000;

    private final Pair pair = Pair.fresh();

    @Test
    void says_what_became_of_each() {
        Pair second = pair.withAnotherCamera();
        Pair disabled = pair.withAnotherCamera();
        pair.disables(disabled.camera()).is(200);
        Gadget unlinked = pair.house().camera();
        Gadget foreign = Pair.fresh().camera();
        UUID nobody = UUID.randomUUID();
        JsonNode results = send(
                        second.camera().id(),
                        disabled.camera().id(),
                        unlinked.id(),
                        foreign.id(),
                        nobody,
                        pair.camera().id())
                .is(200)
                .json()
                .path("results");
        assertThat(all(results, "targetDeviceId"))
                .containsExactly(
                        second.camera().id().toString(),
                        disabled.camera().id().toString(),
                        unlinked.id().toString(),
                        foreign.id().toString(),
                        nobody.toString(),
                        pair.camera().id().toString());
        assertThat(all(results, "code"))
                .containsExactly("", "target_disabled", "not_linked", "not_found", "not_found", "");
        for (int made : List.of(0, 5)) {
            JsonNode command = results.path(made).path("command");
            assertThat(pair.reads(command.path("id").asString()).is(200).json()).isEqualTo(command);
        }
        assertThat(results.path(1).has("command")).isFalse();
        assertThat(results.path(0).has("code")).isFalse();
    }

    @Test
    void tells_who_is_named_twice_once() {
        JsonNode results =
                send(pair.camera().id(), pair.camera().id()).is(200).json().path("results");
        assertThat(results).hasSize(1);
        assertThat(pair.listed()).hasSize(1);
    }

    @Test
    void takes_1_to_1000() {
        send().isProblem(422, "validation_failed");
        UUID[] strangers = Stream.generate(UUID::randomUUID).limit(MOST + 1).toArray(UUID[]::new);
        Reply tooMany = send(strangers);
        tooMany.isProblem(422, "validation_failed");
        assertThat(tooMany.wrongFields()).containsExactly("targetDeviceIds");
        strangers[0] = pair.camera().id();
        JsonNode results = send(Stream.of(strangers).limit(MOST).toArray(UUID[]::new))
                .is(200)
                .json()
                .path("results");
        assertThat(results).hasSize(MOST);
        assertThat(results.at("/0/command/status").asString()).isEqualTo("queued");
    }

    @Test
    void is_held_to_the_form_of_its_order() {
        Reply wrong = pair.client()
                .calls()
                .post(
                        "/commands/batch",
                        Bodies.object()
                                .put("commandType", "Blink")
                                .put("ttlSeconds", 0)
                                .set(
                                        "targetDeviceIds",
                                        Bodies.object().arrayNode().add("porch"))
                                .toString());
        wrong.isProblem(422, "validation_failed");
        assertThat(wrong.wrongFields()).contains("targetDeviceIds[0]", "commandType", "ttlSeconds");
        ObjectNode others = order(pair.camera().id())
                .put("sourceDeviceId", pair.house().client().id().toString());
        pair.client().calls().post("/commands/batch", others.toString()).isProblem(403, "forbidden");
        pair.camera()
                .calls()
                .post("/commands/batch", order(pair.camera().id()).toString())
                .isProblem(403, "forbidden");
    }

    @Test
    void is_made_once_with_a_key() {
        String body = order(pair.camera().id(), UUID.randomUUID())
                .set("payload", Bodies.object().put("pan", 3))
                .toString();
        var client = pair.client().calls().with("Idempotency-Key", "batch");
        JsonNode first = client.post("/commands/batch", body).is(200).json();
        assertThat(first.at("/results/0/command/payload/pan").asInt()).isEqualTo(3);
        assertThat(client.post("/commands/batch", body).is(200).json()).isEqualTo(first);
        client.post("/commands/batch", order(pair.camera().id()).toString()).isProblem(422, "idempotency_key_reused");
    }

    private Reply send(UUID... cameras) {
        return pair.client().calls().post("/commands/batch", order(cameras).toString());
    }

    private static ObjectNode order(UUID... cameras) {
        ArrayNode targets = Bodies.object().arrayNode();
        Stream.of(cameras).map(UUID::toString).forEach(targets::add);
        return Bodies.object().put("commandType", "blink").set("targetDeviceIds", targets);
    }

    private static List<String> all(JsonNode results, String part) {
        return results.valueStream()
                .map(result -> result.path(part).asString(""))
                .toList();
    }
}
