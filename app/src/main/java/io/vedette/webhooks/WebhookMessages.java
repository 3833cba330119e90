package io.vedette.webhooks;

import io.vedette.platform.json.Json;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes what webhooks are sent, as Standard Webhooks has it; once, so that each try says the same. */
@Component
final class WebhookMessages {
    private record Message(String type, Instant timestamp, Object data) {}

    private final JsonMapper json;
    private final Clock clock;

    WebhookMessages(JsonMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
        Json.learn(json, Message.class);
    }

    String write(String type, Object data) {
        return json.writeValueAsString(new Message(type, clock.instant(), data));
    }
}
