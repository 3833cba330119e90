package io.vedette.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Await;
import io.vedette.testing.Bodies;
import io.vedette.testing.Household;
import io.vedette.testing.Reply;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import io.vedette.webhooks.delivery.WebhookSender;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A webhook of a household, as its owner got it. */
record Hook(Household house, String id, String secret) {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    static ObjectNode wanted(String url, String... events) {
        ObjectNode wanted = Bodies.object().put("url", url);
        List.of(events).forEach(wanted.putArray("events")::add);
        return wanted;
    }

    static Hook of(Household house, String url, String... events) {
        JsonNode made = house.owner()
                .post("/webhooks", wanted(url, events).toString())
                .is(201)
                .json();
        return new Hook(
                house, made.at("/webhook/id").asString(), made.path("secret").asString());
    }

    String path() {
        return "/webhooks/" + id;
    }

    Reply patch(ObjectNode changes) {
        return house.owner().send("PATCH", path(), changes.toString());
    }

    JsonNode read() {
        return house.owner().get(path()).is(200).json();
    }

    String status() {
        return read().path("status").asString();
    }

    /** What it was sent or is to be sent, newest first. */
    List<JsonNode> deliveries() {
        return house.owner()
                .get(path() + "/deliveries?limit=200")
                .is(200)
                .json()
                .path("items")
                .valueStream()
                .toList();
    }

    JsonNode delivery(String delivery) {
        return deliveries().stream()
                .filter(each -> each.path("id").asString().equals(delivery))
                .findFirst()
                .orElseThrow();
    }

    String tests() {
        return house.owner()
                .post(path() + "/test", "{}")
                .is(202)
                .json()
                .path("id")
                .asString();
    }

    Reply redelivers(String delivery) {
        return house.owner().post(path() + "/deliveries/" + delivery + "/redeliver", "{}");
    }

    JsonNode becomes(String delivery, String status) {
        Await.until(
                delivery + " is " + status,
                PATIENCE,
                () -> delivery(delivery).path("status").asString().equals(status));
        return delivery(delivery);
    }

    /** So often it was tried, or more. */
    JsonNode tried(String delivery, int attempts) {
        Await.until(
                "%s is tried %d times".formatted(delivery, attempts),
                PATIENCE,
                () -> delivery(delivery).path("attempts").asInt() >= attempts);
        return delivery(delivery);
    }

    String rotates() {
        String secret = house.owner()
                .post(path() + "/secret", "{}")
                .is(201)
                .json()
                .path("secret")
                .asString();
        assertThat(secret).isNotEqualTo(this.secret);
        return secret;
    }

    /** What is to be tried later is to be tried now. */
    void isDue() {
        isDue(TestServer.running());
    }

    void isDue(TestServer server) {
        TestDatabase.execute(server.database(), """
                update webhook_deliveries set next_attempt_at = now() where webhook_id = '%1$s' and status = 'pending';
                update webhooks set due_at = now() where id = '%1$s'
                """.formatted(id));
        server.bean(WebhookSender.class).wake();
    }
}
