package io.vedette.webhooks;

import static io.vedette.testing.faults.StandIn.status;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.vedette.platform.json.Json;
import io.vedette.testing.Await;
import io.vedette.testing.faults.StandIn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Somebody's own server, which checks what it is sent with the library of those who made the standard. */
final class Receiver extends StandIn {
    Receiver() {
        super(status(204, ""));
    }

    List<Received> at(String path) {
        return received.stream().filter(each -> each.path().equals(path)).toList();
    }

    List<Received> gets(int count, String path) {
        Await.until("%d messages come to %s".formatted(count, path), Hook.PATIENCE, () -> at(path).size() >= count);
        return at(path);
    }

    static String idOf(Received message) {
        return message.header("webhook-id");
    }

    static JsonNode json(Received message) {
        return Json.jsonMapper().readTree(message.body());
    }

    static String typeOf(Received message) {
        return json(message).path("type").asString();
    }

    /** Whether whoever has this secret believes it. */
    static boolean isSigned(Received message, String secret) {
        Map<String, List<String>> headers = message.headers().entrySet().stream()
                .collect(Collectors.toMap(
                        header -> header.getKey().toLowerCase(Locale.ROOT),
                        header -> new ArrayList<>(List.of(header.getValue()))));
        try {
            new Webhook(secret).verify(message.body(), headers);
            return true;
        } catch (WebhookVerificationException forged) {
            return false;
        }
    }
}
