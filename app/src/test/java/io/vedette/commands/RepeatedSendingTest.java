package io.vedette.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Bodies;
import io.vedette.testing.ServerTest;
import io.vedette.testing.Visitor;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The same order under one key. */
@ServerTest
class RepeatedSendingTest {
    private final Pair pair = Pair.fresh();
    private final Visitor client = pair.client().calls().with("Idempotency-Key", "once");

    @Test
    void it_is_made_once() {
        String body = pair.order("blink").toString();
        String first = client.post("/commands", body).is(201).text();
        assertThat(client.post("/commands", body).is(201).text()).isEqualTo(first);
        client.post("/commands", pair.order("wink").toString()).isProblem(422, "idempotency_key_reused");
        assertThat(pair.listed()).hasSize(1);
    }

    @Test
    void a_refusal_is_repeated_too() {
        pair.disables(pair.camera()).is(200);
        client.post("/commands", pair.order("blink").toString()).isProblem(409, "target_disabled");
        pair.house()
                .patch(pair.camera(), Bodies.object().put("status", "active"))
                .is(200);
        client.post("/commands", pair.order("blink").toString()).isProblem(409, "target_disabled");
        pair.sends(pair.order("blink")).is(201);
    }

    @Test
    void it_is_the_same_command_over_a_socket() {
        ObjectNode order = pair.order("blink");
        JsonNode first = client.post("/commands", order.toString()).is(201).json();
        try (Line line = Line.of(pair.client())) {
            JsonNode again = line.asks("command:send", order.deepCopy().put("idempotencyKey", "once"));
            assertThat(again.path("command")).isEqualTo(first);
            line.isRefused(
                    "idempotency_key_reused", "command:send", pair.order("wink").put("idempotencyKey", "once"));
            JsonNode other = line.asks("command:send", order.deepCopy().put("idempotencyKey", "twice"));
            assertThat(pair.client()
                            .calls()
                            .with("Idempotency-Key", "twice")
                            .post("/commands", order.toString())
                            .is(201)
                            .json())
                    .isEqualTo(other.path("command"));
        }
    }
}
